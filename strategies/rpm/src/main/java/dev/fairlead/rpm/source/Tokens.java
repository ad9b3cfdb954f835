package dev.fairlead.rpm.source;

import dev.fairlead.spi.Deadline;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One registry's tokens by repository: asked for once at a time, and kept while they are good. Of
 * too many the oldest is forgotten.
 */
final class Tokens {
    private static final int CAPACITY = 1000;

    private final TokenService service;
    private final InstantSource clock;
    private final SequencedMap<String, CompletableFuture<Token>> byRepository =
            new LinkedHashMap<>(); // guarded by this

    Tokens(TokenService service, InstantSource clock) {
        this.service = service;
        this.clock = clock;
    }

    /** A token that is at hand. */
    synchronized Optional<String> remembered(String repository) {
        return Optional.ofNullable(byRepository.get(repository))
                .filter(token -> token.isDone() && isGood(token))
                .flatMap(token -> token.join().value());
    }

    /** A token, or none where the service gives none, or not in time. */
    Optional<String> fetch(String repository, Challenge challenge, Deadline deadline) {
        CompletableFuture<Token> own = new CompletableFuture<>();
        CompletableFuture<Token> token =
                other(repository, own)
                        .orElseGet(
                                () -> // on this thread, and done however it ends
                                own.completeAsync(
                                                () -> service.ask(challenge, repository, deadline),
                                                Runnable::run));
        Token none = new Token(Optional.empty(), Instant.MIN);
        return token.copy()
                .completeOnTimeout(none, deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)
                .join()
                .value();
    }

    /** One that is good or on its way; empty: from now on there is one's own. */
    private synchronized Optional<CompletableFuture<Token>> other(
            String repository, CompletableFuture<Token> own) {
        CompletableFuture<Token> other = byRepository.get(repository);
        if (other != null && (!other.isDone() || isGood(other))) {
            return Optional.of(other);
        }
        byRepository.remove(repository); // so that it becomes the youngest
        byRepository.put(repository, own);
        if (byRepository.size() > CAPACITY) {
            byRepository.pollFirstEntry();
        }
        return Optional.empty();
    }

    private boolean isGood(CompletableFuture<Token> token) {
        return !token.isCompletedExceptionally() && clock.instant().isBefore(token.join().end());
    }
}
