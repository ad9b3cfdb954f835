package dev.fairlead.app.http;

import dev.fairlead.app.host.Router;

import io.micrometer.core.instrument.Counter;

import java.util.concurrent.Executor;

/**
 * What every connection shares.
 *
 * @param malformed counts targets that nobody may route
 * @param threads one virtual thread per task
 */
record DoorServices(
        Router router,
        RequestReader reader,
        Proxy proxy,
        AccessLog accessLog,
        InFlight inFlight,
        Counter malformed,
        Executor threads) {}
