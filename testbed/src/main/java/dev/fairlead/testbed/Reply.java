package dev.fairlead.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What an upstream answers; of 200 with a length, single ranges are served too. */
public record Reply(int status, Map<String, String> headers, Payload payload, boolean chunked) {

    public Reply {
        headers = Map.copyOf(headers);
    }

    public static Reply of(byte[] content) {
        return of(Payload.of(content));
    }

    public static Reply of(Payload payload) {
        return new Reply(200, Map.of(), payload, false);
    }

    /** An answer whose body is a word about its status. */
    public static Reply status(int status) {
        byte[] word = (Reason.of(status) + "\n").getBytes(UTF_8);
        return new Reply(status, Map.of("Content-Type", "text/plain"), Payload.of(word), false);
    }

    public Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, payload, chunked);
    }

    public Reply with(Map<String, String> values) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.putAll(values);
        return new Reply(status, more, payload, chunked);
    }

    /** Sent without a length. */
    public Reply inChunks() {
        return new Reply(status, headers, payload, true);
    }

    Optional<String> header(String name) {
        return HttpFields.of(headers).first(name);
    }
}
