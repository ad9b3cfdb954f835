package dev.fairlead.rpm.source;

import java.time.Instant;
import java.util.Optional;

/**
 * What a token service gave.
 *
 * @param value empty: nothing, and it isn't asked again before the end
 */
record Token(Optional<String> value, Instant end) {

    /** For logs: without the token. */
    @Override
    public String toString() {
        return (value.isPresent() ? "a token until " : "no token until ") + end;
    }
}
