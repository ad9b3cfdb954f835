package dev.fairlead.app.host;

import dev.fairlead.spi.Background;

import java.time.Duration;
import java.util.function.Consumer;

/** Takes no work. */
record IdleWork() implements BackgroundWork {

    @Override
    public Background of(String mount, Consumer<String> perform) {
        return _ -> false;
    }

    @Override
    public void close(Duration grace) {
        // Nothing was taken.
    }
}
