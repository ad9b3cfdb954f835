package dev.fairlead.app.plugin;

import dev.fairlead.spi.ConfigurationException;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

/**
 * Calls what a plugin brings on threads of its own, so that it can't hang the program, and tells
 * which threads it left running.
 */
final class Guard {
    private final String name;
    private final String loader;
    private final Duration patience;
    private final ThreadGroup threads;

    /**
     * For what one class loader holds.
     *
     * @param loader its name, by which its code is known in stack traces
     */
    Guard(String name, String loader, Duration patience) {
        this.name = name;
        this.loader = loader;
        this.patience = patience;
        this.threads = new ThreadGroup(name);
    }

    /**
     * Calls it, unless that takes too long.
     *
     * @param what it is, for the message
     * @throws ConfigurationException as the plugin threw it
     */
    <T> T call(String what, Callable<T> work) throws PluginException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread =
                Thread.ofPlatform().group(threads).daemon().name(name + ": " + what).start(task);
        try {
            if (!thread.join(patience)) {
                String at = where(thread);
                thread.interrupt();
                throw new PluginException(what + " took longer than " + seconds() + at);
            }
            T made = task.get();
            if (made == null) {
                throw new PluginException(what + " returned null");
            }
            return made;
        } catch (ExecutionException e) {
            throw failure(Objects.requireNonNull(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PluginException("was interrupted", e);
        }
    }

    private static PluginException failure(Throwable cause) {
        if (cause instanceof ConfigurationException setting) {
            throw setting;
        }
        return new PluginException(Fault.describe(cause), cause);
    }

    private String seconds() {
        return patience.toMillis() / 1000.0 + " s";
    }

    /** The deepest frame of the plugin's own. */
    private String where(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .filter(this::isOurs)
                .findFirst()
                .map(frame -> ", at " + frame.getClassName() + "." + frame.getMethodName())
                .orElse("");
    }

    /**
     * Threads that began in the plugin's calls or run its code; virtual ones can't be listed.
     *
     * @see Thread#getAllStackTraces
     */
    List<String> running() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread ->
                        threads.equals(thread.getKey().getThreadGroup())
                                || Arrays.stream(thread.getValue()).anyMatch(this::isOurs))
                .map(thread -> thread.getKey().getName())
                .sorted()
                .collect(Collectors.toList());
    }

    private boolean isOurs(StackTraceElement frame) {
        return loader.equals(frame.getClassLoaderName());
    }
}
