package dev.fairlead.rpm;

import dev.fairlead.spi.HeaderFields;
import dev.fairlead.spi.Presence;
import dev.fairlead.spi.Presence.Present;

import java.util.OptionalLong;

/** Whether a source can serve a file now. */
sealed interface Availability {

    /** The reason for serving the copy in its place. */
    String why();

    /**
     * It can, or sends clients to who may.
     *
     * @param lengthBytes where it told the length
     * @param suspicious whether this looks like a page with an apology, and not like the file
     */
    record Available(int status, OptionalLong lengthBytes, boolean suspicious)
            implements Availability {

        static Available of(int status, HeaderFields fields) {
            if (status / 100 != 2) { // what a redirect says of its body says nothing of the file
                return new Available(status, OptionalLong.empty(), false);
            }
            OptionalLong length = Lengths.of(status, fields);
            boolean page =
                    fields.first("Content-Type")
                            .filter(type -> type.startsWith("text/html"))
                            .isPresent();
            return new Available(status, length, page || length.equals(OptionalLong.of(0)));
        }

        /** Whether it can be fetched without more. */
        boolean isWorthKeeping() {
            return !suspicious && status != 401;
        }

        /** Whether the copy is the better one: a page of its very length may be a mistyped file. */
        boolean yieldsTo(Presence copy) {
            return copy instanceof Present(OptionalLong kept)
                    && !(suspicious && lengthBytes.equals(kept));
        }

        @Override
        public String why() {
            return suspicious ? "suspicious" : "retry";
        }
    }

    /**
     * It can't.
     *
     * @param status one of HTTP, or the token of a {@link dev.fairlead.spi.Doubt}
     */
    record Unavailable(String status) implements Availability {
        @Override
        public String why() {
            return "rescue";
        }
    }
}
