package dev.fairlead.spi;

/** A presigned URL, or why there is none. */
public sealed interface Presigned {

    /** A bearer token: it never reaches a log. */
    record Url(String url) implements Presigned {
        @Override
        public String toString() {
            return "Url[" + url.substring(0, Math.max(0, url.indexOf('?'))) + "?…]";
        }
    }

    record Unavailable(Doubt doubt) implements Presigned {}
}
