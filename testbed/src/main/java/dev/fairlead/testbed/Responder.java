package dev.fairlead.testbed;

import java.io.IOException;

/** Answers requests; called on a virtual thread for each connection. */
@FunctionalInterface
interface Responder {

    /**
     * Answers one request.
     *
     * @throws IOException to end the connection, with whatever was sent
     * @throws InterruptedException when the server closes
     */
    void answer(Exchange exchange) throws IOException, InterruptedException;
}
