package dev.fairlead.isobuild;

import dev.fairlead.spi.Body;
import dev.fairlead.spi.Body.Bytes;

import java.time.Instant;
import java.util.Map;

/** What became of a wish. */
sealed interface Composition {

    /** All of an image, of one answer of assisted-service: never a mix of two. */
    record Composed(Body body, String entityTag, Instant lastModified) implements Composition {

        /** What of it is in memory. */
        long weight() {
            return body.segments().stream()
                    .filter(Bytes.class::isInstance)
                    .mapToLong(Body.Segment::length)
                    .sum();
        }
    }

    /**
     * Why there is none.
     *
     * @param reason of the trace
     */
    record Failed(int status, String reason, String detail, Map<String, String> fields)
            implements Composition {
        public Failed {
            fields = Map.copyOf(fields);
        }
    }
}
