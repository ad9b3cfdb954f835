package dev.fairlead.app.lambda;

import dev.fairlead.app.door.Response;
import dev.fairlead.spi.Body;
import dev.fairlead.spi.HeaderFields;
import dev.fairlead.spi.RouteRequest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where our function at CloudFront's edge asks: it posts the event that it got, and gets the answer
 * to give. The event says who the viewer is, so it is only taken from who may say that.
 *
 * @param secret what the edge shows where IAM doesn't vouch for it
 */
record EdgePost(EdgeDoor door, Optional<String> secret) {
    private static final String PATH = "/.fairlead/edge";
    private static final String SECRET = "x-fairlead-edge-secret";

    static boolean isFor(RouteRequest request) {
        return request.method().equals("POST") && request.path().decoded().equals(PATH);
    }

    Response answer(WebEvent carrier, RouteRequest request) {
        if (!isFromOurEdge(carrier, request.fields())) {
            return noStore(Response.text(403, "forbidden"));
        }
        try {
            if (Event.of(Json.read(carrier.body())) instanceof EdgeEvent event) {
                byte[] answer = door.answer(event);
                return noStore(Response.of(200, "application/json", Body.of(answer)));
            }
        } catch (EventException e) {
            return noStore(Response.text(400, String.valueOf(e.getMessage())));
        }
        return noStore(Response.text(400, "the body is no event of CloudFront's"));
    }

    private static Response noStore(Response response) {
        return response.with(Map.of("cache-control", "no-store"));
    }

    /**
     * IAM also vouches for CloudFront when it fetches for any viewer, by origin access control;
     * such requests have an id that no viewer can take off.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html">CloudFront:
     *     function URLs as origins</a>
     */
    private boolean isFromOurEdge(WebEvent carrier, HeaderFields fields) {
        return (carrier.isAuthorizedByIam() && fields.all("x-amz-cf-id").isEmpty())
                || showsSecret(fields);
    }

    private boolean showsSecret(HeaderFields fields) {
        List<String> shown = fields.all(SECRET);
        return secret.isPresent()
                && shown.size() == 1
                && MessageDigest.isEqual(
                        shown.getFirst().getBytes(StandardCharsets.UTF_8),
                        secret.get().getBytes(StandardCharsets.UTF_8));
    }
}
