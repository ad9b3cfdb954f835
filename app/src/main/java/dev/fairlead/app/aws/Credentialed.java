package dev.fairlead.app.aws;

import dev.fairlead.spi.Doubt;

/** Credentials, or why there are none. */
sealed interface Credentialed {

    record Held(Session session) implements Credentialed {}

    record Missing(Doubt doubt) implements Credentialed {}
}
