package dev.fairlead.rhcos.stream;

import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Upstream;
import dev.fairlead.spi.Upstream.Reply.Answered;
import dev.fairlead.spi.Upstreams;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A document at its source, fetched again only where it changed. */
final class SourceDocument {
    /** The largest real one has half a MiB. */
    private static final int MOST_BYTES = 16 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Upstream upstream;
    private final String target;

    SourceDocument(Upstreams upstreams, URI url) {
        this.upstream = upstreams.open(url.resolve("/"));
        this.target = url.getRawPath();
    }

    /** What a source says about the document that is known so far. */
    sealed interface Fetched {
        record Changed(String text, Optional<String> entityTag) implements Fetched {}

        record Same() implements Fetched {}

        record InDoubt() implements Fetched {}
    }

    Fetched fetch(Optional<String> knownTag) {
        Map<String, String> fields = knownTag.map(t -> Map.of("If-None-Match", t)).orElse(Map.of());
        Upstream.Call call = new Upstream.Call(target, fields, Deadline.in(PATIENCE));
        return switch (upstream.get(call)) {
            case Answered answered -> read(answered);
            case Upstream.Reply.Unanswered _ -> new Fetched.InDoubt();
        };
    }

    private static Fetched read(Answered answered) {
        try (answered) {
            if (answered.status() == 304) {
                return new Fetched.Same();
            }
            byte[] bytes =
                    answered.status() == 200
                            ? answered.body().readNBytes(MOST_BYTES + 1)
                            : new byte[0];
            return bytes.length == 0 || bytes.length > MOST_BYTES
                    ? new Fetched.InDoubt()
                    : new Fetched.Changed(
                            new String(bytes, StandardCharsets.UTF_8),
                            answered.fields().first("ETag"));
        } catch (IOException e) {
            return new Fetched.InDoubt(); // cut short; the document known so far stays
        }
    }
}
