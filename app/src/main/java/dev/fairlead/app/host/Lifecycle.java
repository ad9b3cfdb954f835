package dev.fairlead.app.host;

import dev.fairlead.spi.ConfigurationException;
import dev.fairlead.spi.RouteStrategy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Begins and ends strategies: none of them keeps the others, or the program, from it. */
final class Lifecycle {
    /** For a strategy to begin or to close. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private Lifecycle() {}

    /**
     * Has a mount's strategy begin what it does besides answering.
     *
     * @throws ConfigurationException when that fails or takes too long; it names the mount
     */
    static void start(Mount mount, Duration patience) {
        Optional<Throwable> failure =
                call("start " + mount.name(), mount.strategy()::start, patience);
        if (failure.isPresent()) {
            throw refusal(mount, failure.get());
        }
    }

    private static ConfigurationException refusal(Mount mount, Throwable failure) {
        if (failure instanceof ConfigurationException setting) {
            return setting;
        }
        LOG.debug("mount {}: its strategy can't begin", mount.name(), failure);
        return new ConfigurationException(
                "fairlead.mounts." + mount.name(), "its strategy can't begin: " + failure);
    }

    static void close(List<Mount> mounts, Duration patience) {
        for (Mount mount : mounts) {
            close(mount.name(), mount.strategy(), patience)
                    .ifPresent(failure ->
                            LOG.error(
                                    "mount {}: its strategy failed to close",
                                    mount.name(),
                                    failure));
        }
    }

    /** What kept a strategy from being closed, if something did. */
    static Optional<Throwable> close(String name, RouteStrategy strategy, Duration patience) {
        return call("close " + name, strategy::close, patience);
    }

    private static Optional<Throwable> call(String name, Runnable part, Duration patience) {
        FutureTask<Void> task = new FutureTask<>(part, null);
        Thread thread = Thread.ofPlatform().daemon().name(name).start(task);
        try {
            task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (TimeoutException e) {
            thread.interrupt();
            return Optional.of(
                    new TimeoutException("it took longer than " + patience.toSeconds() + " s"));
        } catch (ExecutionException e) {
            return Optional.of(Objects.requireNonNull(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(e);
        }
    }
}
