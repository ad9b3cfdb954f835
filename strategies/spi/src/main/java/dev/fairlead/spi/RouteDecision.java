package dev.fairlead.spi;

import java.util.Map;
import java.util.Optional;

/** What to answer, with the {@link Trace} of how it came about. */
public sealed interface RouteDecision {

    Trace trace();

    /**
     * Sends the client elsewhere; the front door adds {@code Cache-Control: no-store}, since the
     * answer depends on who asks and dies with its signature.
     *
     * @param location absolute URL, built from configuration and a validated key, never from what
     *     the client sent as {@code Host}; a string, because parsing it again costs more than
     *     signing it did
     * @param status 302 or 307
     * @param reasonPhrase what the status line says instead of the standard phrase (HTTP/1.1 only)
     * @param saving what this spares against serving the same bytes from the CDN
     */
    record Redirect(
            String location, int status, Optional<String> reasonPhrase, Saving saving, Trace trace)
            implements RouteDecision {
        public Redirect {
            if (status != 302 && status != 307) {
                throw new IllegalArgumentException("a redirect is 302 or 307, not " + status);
            }
        }
    }

    /** Lets the CDN or upstream serve it, perhaps under another path. */
    record PassThrough(RequestPath path, Trace trace) implements RouteDecision {}

    /** Bytes that we make. */
    record Serve(Content content, Trace trace) implements RouteDecision {}

    /**
     * 201: something new is there, because the client posted it.
     *
     * @param location where it is, as an absolute URL that is built from configuration
     * @param content what is told of it
     */
    record Created(String location, Content content, Trace trace) implements RouteDecision {}

    /**
     * 204: all that there is to say stands in the fields, such as in an answer to a CORS preflight.
     */
    record NoContent(Map<String, String> fields, Trace trace) implements RouteDecision {
        public NoContent {
            fields = Map.copyOf(fields);
        }
    }

    /**
     * The client's mistake.
     *
     * @param detail one line for the client: what was wrong
     * @param body the error in the strategy's own wire format; empty: the detail as plain text
     * @param fields response header fields besides the standard ones, such as {@code Allow}
     */
    record Reject(
            Reason reason,
            String detail,
            Optional<Content> body,
            Map<String, String> fields,
            Trace trace)
            implements RouteDecision {
        public Reject {
            fields = Map.copyOf(fields);
        }
    }

    /**
     * What only we can make can't be made now; there is nobody to pass the client through to.
     *
     * @param status 4xx or 5xx: our own, or that of whoever was asked for what it takes
     * @param detail one line for the client: what is wrong, and what to do
     * @param fields response header fields, such as {@code Retry-After}
     */
    record Fail(int status, String detail, Map<String, String> fields, Trace trace)
            implements RouteDecision {
        public Fail {
            fields = Map.copyOf(fields);
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("a failure is 4xx or 5xx, not " + status);
            }
        }
    }

    /** Why a request is refused, as a status code of RFC 9110 section 15.5. */
    enum Reason {
        BAD_REQUEST(400),
        UNAUTHORIZED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        METHOD_NOT_ALLOWED(405);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }
}
