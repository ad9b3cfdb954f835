package dev.fairlead.spi;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Opens HTTP sources at start-up. */
public interface Upstreams {

    /**
     * The source below a base URL, which comes from the configuration or the command line, never
     * from a client. Opening one makes no request.
     */
    Upstream open(URI base);

    /**
     * The same, reached in a way of its own, and through the proxies that the host's environment
     * names.
     *
     * @throws IllegalArgumentException when the CA file can't be used; its message says why
     */
    Upstream open(URI base, Reach reach);

    /**
     * How a source is reached.
     *
     * @param caFile PEM certificates that are trusted besides those of the system
     * @param insecure no certificate is looked at
     * @param idleTimeout how long a body may stand still; none: as the host has it
     */
    record Reach(Optional<Path> caFile, boolean insecure, Optional<Duration> idleTimeout) {

        /** Trusting what the system trusts, and perhaps more. */
        public static Reach trusting(Optional<Path> caFile) {
            return new Reach(caFile, false, Optional.empty());
        }
    }
}
