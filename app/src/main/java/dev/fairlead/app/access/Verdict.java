package dev.fairlead.app.access;

import java.util.Optional;

/** Whether a request may have what it asks for. */
public sealed interface Verdict {

    /**
     * It may.
     *
     * @param query as received, without signing parameters
     * @param conditions what holds for whatever is signed anew because of this
     */
    record Granted(Optional<String> query, Conditions conditions) implements Verdict {}

    /**
     * It may not.
     *
     * @param reason one line for the operator; the client isn't told
     */
    record Refused(String reason) implements Verdict {}
}
