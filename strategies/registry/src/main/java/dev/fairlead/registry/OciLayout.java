package dev.fairlead.registry;

import dev.fairlead.spi.Content;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteDecision.Reason;
import dev.fairlead.spi.RouteDecision.Reject;
import dev.fairlead.spi.RouteDecision.Serve;
import dev.fairlead.spi.RouteRequest;
import dev.fairlead.spi.Trace;

import java.util.Map;
import java.util.Optional;

/**
 * Serves the pull side of the OCI API, as registry.k8s.io does: blobs from the copies, everything
 * that has a mutable name from the upstream registry.
 *
 * @see <a
 *     href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#endpoints">OCI:
 *     endpoints</a>
 */
final class OciLayout implements Layout {
    private static final Content API_VERSION =
            Content.text("application/json", "{}")
                    .withField("Docker-Distribution-Api-Version", "registry/2.0");

    private final BlobRedirect blobs;

    OciLayout(BlobRedirect blobs) {
        this.blobs = blobs;
    }

    @Override
    public Optional<RouteDecision> decide(RouteRequest request, Deadline deadline) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Optional.of(methodNotAllowed());
        }
        String path = request.path().decoded();
        Optional<String> digest = Digest.ofOciPath(path);
        if (digest.isPresent()) {
            return blobs.decide(request, digest.get(), deadline);
        }
        return Optional.of(
                switch (path) {
                    case "/v2/", "/v2" -> new Serve(API_VERSION, Trace.of("api-version"));
                    case "/v2/_catalog" -> catalogHidden();
                    default -> new PassThrough(request.path(), Trace.of("not-a-blob"));
                });
    }

    private static Reject methodNotAllowed() {
        return error(
                Reason.METHOD_NOT_ALLOWED,
                "UNSUPPORTED",
                "this registry is for pulling: GET and HEAD only",
                Map.of("Allow", "GET, HEAD"),
                "method");
    }

    private static Reject catalogHidden() {
        return error(
                Reason.NOT_FOUND,
                "UNSUPPORTED",
                "this registry does not list its repositories",
                Map.of(),
                "catalog");
    }

    /** An error as OCI clients read it. */
    private static Reject error(
            Reason reason, String code, String detail, Map<String, String> fields, String token) {
        String json = "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"" + detail + "\"}]}";
        return new Reject(
                reason,
                detail,
                Optional.of(Content.text("application/json", json)),
                fields,
                Trace.of(token));
    }
}
