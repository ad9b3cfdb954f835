package dev.fairlead.rhcos.mirror;

import java.time.Duration;

/**
 * How often a file is asked for, and how long is waited in between.
 *
 * @param first wait, which doubles each time up to a minute
 */
public record Retries(int attempts, Duration first) {
    void pause(int attempt) {
        try {
            long millis = first.toMillis() << Math.min(attempt, 10);
            Thread.sleep(Math.min(millis, Duration.ofMinutes(1).toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
