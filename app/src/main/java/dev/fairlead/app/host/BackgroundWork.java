package dev.fairlead.app.host;

import dev.fairlead.spi.Background;

import java.time.Duration;
import java.util.function.Consumer;

/** Where the mounts' work for later goes. */
sealed interface BackgroundWork permits WorkQueue, WorkInvocations, IdleWork {

    /**
     * The port of one mount.
     *
     * @param perform does the mount's work, where this process does it
     */
    Background of(String mount, Consumer<String> perform);

    /** Takes nothing more and lets what was taken be done within that time; drops the rest. */
    void close(Duration grace);
}
