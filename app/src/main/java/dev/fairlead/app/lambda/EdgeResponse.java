package dev.fairlead.app.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.fairlead.app.door.Response;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A response in CloudFront's form.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses-in-requests.html">Lambda@Edge:
 *     generating responses</a>
 */
final class EdgeResponse {
    /**
     * CloudFront answers 502 instead if one of these is there.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html">Restrictions
     *     on edge functions</a>
     */
    private static final Pattern DISALLOWED =
            Pattern.compile(
                    "connection|expect|keep-alive|proxy-.*|trailer|upgrade|x-accel-.*|x-amz-cf-.*"
                            + "|x-amzn-.*|x-cache|x-edge-.*|x-forwarded-proto|x-real-ip"
                            + "|cloudfront-viewer-cert-pem|client-cert.*|cdn-loop|content-length"
                            + "|host|transfer-encoding|via");

    private static final Pattern WORD = Pattern.compile("(?<![a-z0-9])[a-z]");

    private EdgeResponse() {}

    static ObjectNode of(Response response) {
        ObjectNode answer =
                Json.object()
                        .put("status", String.valueOf(response.status()))
                        .put("statusDescription", ReasonPhrase.of(response));
        ObjectNode fields = answer.putObject("headers");
        response.fields()
                .forEach((name, value) -> {
                    if (!DISALLOWED.matcher(name).matches()) {
                        fields.putArray(name)
                                .addObject()
                                .put("key", titleCase(name))
                                .put("value", value);
                    }
                });
        if (response.body().length() > 0) {
            EventBody body = EventBody.of(response.body());
            answer.put("body", body.text())
                    .put("bodyEncoding", body.isBase64() ? "base64" : "text");
        }
        return answer;
    }

    private static String titleCase(String name) {
        return WORD.matcher(name).replaceAll(word -> word.group().toUpperCase(Locale.ROOT));
    }
}
