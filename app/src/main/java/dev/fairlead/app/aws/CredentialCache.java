package dev.fairlead.app.aws;

import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Doubt;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsCredentials;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The credentials of one source: at hand without blocking, renewed in the background well before
 * they end, kept while the source is down. Thread-safe.
 */
final class CredentialCache {
    /** How long a source is left alone between two questions. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    /** How old a session is at least when S3's refusal makes it suspect. */
    static final Duration SUSPECT_AGE = Duration.ofMinutes(1);

    /** A source that hangs, such as a process of the operator's, must not stop all renewals. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(30);

    private static final CompletableFuture<Session> NONE =
            CompletableFuture.failedFuture(new IllegalStateException("not asked yet"));

    private final CredentialSource source;
    private final InstantSource clock;
    private final Executor executor;
    private final CredentialWatch watch;
    private volatile @Nullable Session current;
    private volatile Instant notBefore = Instant.MIN;
    private CompletableFuture<Session> renewal = NONE; // guarded by this
    private int forgotten; // guarded by this

    CredentialCache(
            CredentialSource source,
            InstantSource clock,
            Executor executor,
            CredentialWatch watch) {
        this.source = source;
        this.clock = clock;
        this.executor = executor;
        this.watch = watch;
    }

    /** Credentials that live at least that long from now. */
    Credentialed lookUp(Duration atLeast, Deadline deadline) {
        Instant now = clock.instant();
        Session session = current;
        if (session == null || !session.lives(now, atLeast)) {
            return await(renew(now), atLeast, deadline);
        }
        if (session.isDue(now) && !now.isBefore(notBefore)) {
            var _ = renew(now); // whoever needs it looks it up
        }
        return new Credentialed.Held(session);
    }

    /**
     * Has these renewed after S3 refused them: they may have been revoked. Young ones are left
     * alone, since a refusal mostly means a missing right, which new ones would not have either.
     */
    void suspect(Session refused) {
        Instant now = clock.instant();
        if (refused == current
                && refused.isTemporary()
                && refused.age(now).compareTo(SUSPECT_AGE) >= 0) {
            var _ = renew(now); // whoever needs it looks it up
        }
    }

    /** Whoever looks next asks the source; an answer still on its way is dropped. */
    synchronized void forget() {
        forgotten++;
        renewal = NONE;
        notBefore = Instant.MIN;
        current = null;
    }

    private Credentialed await(
            CompletableFuture<Session> future, Duration atLeast, Deadline deadline) {
        if (!future.isDone() && !deadline.mayWait()) {
            return new Credentialed.Missing(Doubt.NOT_AT_HAND);
        }
        try {
            Session session = future.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
            return session.lives(clock.instant(), atLeast)
                    ? new Credentialed.Held(session)
                    : new Credentialed.Missing(Doubt.CREDENTIALS);
        } catch (TimeoutException _) {
            return new Credentialed.Missing(Doubt.TIMEOUT);
        } catch (ExecutionException _) { // the watch has logged it
            return new Credentialed.Missing(Doubt.CREDENTIALS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Credentialed.Missing(Doubt.TIMEOUT);
        }
    }

    /** The renewal that runs, or a new one; during the pause, the outcome of the last one. */
    private synchronized CompletableFuture<Session> renew(Instant now) {
        if (!renewal.isDone() || now.isBefore(notBefore)) {
            return renewal;
        }
        notBefore = now.plus(PAUSE);
        int asking = forgotten;
        renewal = ask().whenComplete((session, fault) -> note(session, fault, asking));
        return renewal;
    }

    private CompletableFuture<Session> ask() {
        Optional<AwsCredentials> atHand = source.atHand();
        if (atHand.isPresent()) { // no thread and no timer, which a function's start would pay for
            return CompletableFuture.completedFuture(session(atHand.get()));
        }
        try {
            return CompletableFuture.supplyAsync(() -> session(source.resolve()), executor)
                    .orTimeout(GIVEN_UP.toSeconds(), TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) { // at shut-down
            return CompletableFuture.failedFuture(e);
        }
    }

    private Session session(AwsCredentials credentials) {
        return new Session(credentials, clock.instant());
    }

    private synchronized void note(
            @Nullable Session session, @Nullable Throwable fault, int asking) {
        if (session != null) {
            current = asking == forgotten ? session : current;
            watch.succeeded();
        } else if (fault != null) {
            watch.failed(fault instanceof CompletionException e ? e.getCause() : fault);
        }
    }
}
