package dev.fairlead.app.host;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** A secret as it was understood last. */
final class LiveSecret<T> implements Supplier<T> {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSecret.class);

    private final String reference;
    private final Source source;
    private final Function<String, T> read;
    private volatile T good;

    /** Where the text comes from; what it throws says why there is none. */
    interface Source {
        String text() throws IOException;
    }

    /** Reads it for the first time. */
    LiveSecret(String reference, Source source, Function<String, T> read) throws IOException {
        this.reference = reference;
        this.source = source;
        this.read = read;
        this.good = read.apply(source.text());
    }

    @Override
    public T get() {
        return good;
    }

    /** Reads it again and again until the thread is interrupted. */
    void keepFresh(Duration every) {
        try {
            while (true) {
                Thread.sleep(every);
                refresh();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the host is closing
        }
    }

    private void refresh() {
        try {
            good = read.apply(source.text());
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("secret {}: {}; the last good one stays", reference, e.getMessage());
        }
    }
}
