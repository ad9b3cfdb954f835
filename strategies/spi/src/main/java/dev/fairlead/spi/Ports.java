package dev.fairlead.spi;

import java.util.concurrent.Executor;

/** The ways to the outside that the host gives to strategies and commands alike. */
public interface Ports {

    ObjectStores objectStores();

    Upstreams upstreams();

    /** Runs what blocks: one virtual thread per task. Who starts many bounds them. */
    Executor threads();
}
