package dev.fairlead.rpm;

import dev.fairlead.spi.HeaderFields;

import java.util.OptionalLong;

/** Whether a source can serve a file now. */
sealed interface Availability {

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
    }

    /**
     * It can't.
     *
     * @param why a status, or the token of a {@link dev.fairlead.spi.Doubt}
     */
    record Unavailable(String why) implements Availability {}
}
