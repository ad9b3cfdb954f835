package dev.fairlead.rpm.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Metrics.Counter;
import dev.fairlead.spi.StrategyContext;
import dev.fairlead.spi.Upstream.Reply.Answered;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for tokens as somebody without an account, at the registry's own host or at one that the
 * operator named.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">Distribution: token
 *     authentication</a>
 */
record TokenService(
        Hosts hosts, InstantSource clock, Counter granted, Counter failed, Counter refused) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_BYTES = 64 << 10;

    /** What the specification says of an answer that doesn't. */
    private static final long DEFAULT_SECONDS = 60;

    /** On its way to the registry, whose clock may be ahead. */
    private static final long MARGIN_SECONDS = 10;

    /** A token that the registry has ceased to take isn't tried for longer. */
    private static final long MOST_SECONDS = 300;

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    static TokenService create(StrategyContext context) {
        Hosts hosts = Hosts.read(context, "token-hosts");
        URI registry = context.passThrough();
        if (registry.getScheme().equals("https")
                && hosts.named().stream().anyMatch(host -> host.startsWith("http:"))) {
            throw context.settings()
                    .error("token-hosts", "has to be https, as the registry " + registry + " is");
        }
        return new TokenService(
                hosts,
                context.clock(),
                counter(context, "granted"),
                counter(context, "failed"),
                counter(context, "refused"));
    }

    private static Counter counter(StrategyContext context, String result) {
        return context.metrics()
                .counter(
                        "fairlead.rpm.tokens",
                        "Anonymous tokens that a registry wanted",
                        "mount",
                        context.mount(),
                        "result",
                        result);
    }

    Token ask(Challenge challenge, String repository, Deadline deadline) {
        Instant now = clock.instant();
        Optional<Token> token =
                find(challenge, repository).flatMap(place -> ask(place, now, deadline));
        return token.orElse(new Token(Optional.empty(), now.plus(AFTER_FAILURE)));
    }

    private Optional<Place> find(Challenge challenge, String repository) {
        try {
            return Optional.of(hosts.find(challenge.url(repository)));
        } catch (IOException _) { // counted: a registry may say what it likes
            refused.increment();
            return Optional.empty();
        }
    }

    private Optional<Token> ask(Place place, Instant now, Deadline deadline) {
        try {
            if (place.get(Map.of(), deadline) instanceof Answered answer) {
                try (answer) {
                    Token token = read(answer, now, deadline);
                    granted.increment();
                    return Optional.of(token);
                }
            }
        } catch (IOException _) { // counted; it may quote a token
        }
        failed.increment();
        return Optional.empty();
    }

    private static Token read(Answered answer, Instant now, Deadline deadline) throws IOException {
        if (answer.status() != 200) {
            throw new IOException("the token service answers " + answer.status());
        }
        JsonNode json = JSON.readTree(bytes(answer.body(), deadline));
        String value = json.path("token").asText(json.path("access_token").asText());
        if (!value.matches("[!-~]+")) { // what a header field can carry
            throw new IOException("the token service gives no token");
        }
        long life = json.path("expires_in").asLong(DEFAULT_SECONDS) - MARGIN_SECONDS;
        return new Token(Optional.of(value), now.plusSeconds(Math.clamp(life, 0, MOST_SECONDS)));
    }

    private static byte[] bytes(InputStream body, Deadline deadline) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] piece = new byte[4096];
        for (int got = body.read(piece); got >= 0; got = body.read(piece)) {
            bytes.write(piece, 0, got);
            if (bytes.size() > MAX_BYTES || deadline.isOver()) {
                throw new IOException("the token service sends too much, or too slowly");
            }
        }
        return bytes.toByteArray();
    }
}
