package dev.fairlead.spi;

import java.net.URI;

/** Opens HTTP sources at start-up. */
public interface Upstreams {

    /**
     * The source below a base URL, which comes from the configuration or the command line, never
     * from a client. Opening one makes no request.
     */
    Upstream open(URI base);
}
