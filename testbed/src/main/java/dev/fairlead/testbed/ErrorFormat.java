package dev.fairlead.testbed;

import java.io.IOException;

/** How a service words an error. */
@FunctionalInterface
interface ErrorFormat {
    void write(Exchange exchange, ServiceError error) throws IOException;
}
