package dev.fairlead.app.host;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;

/** Closes the mounts' strategies: none of them keeps the others, or the program, from it. */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    static void close(List<Mount> mounts, Duration patience) {
        mounts.forEach(mount -> close(mount, patience));
    }

    private static void close(Mount mount, Duration patience) {
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("close " + mount.name())
                        .start(() -> closeNow(mount));
        try {
            if (!thread.join(patience)) {
                LOG.warn(
                        "mount {}: its strategy isn't closed after {}; it is left alone",
                        mount.name(),
                        patience);
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeNow(Mount mount) {
        try {
            mount.strategy().close();
        } catch (Exception | LinkageError | AssertionError e) {
            LOG.error("mount {}: its strategy failed to close", mount.name(), e);
        }
    }
}
