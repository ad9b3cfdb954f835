package dev.fairlead.app.report;

import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryException;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Sentry's client: events wait in a bounded queue of its own, and what is too much is dropped.
 *
 * @see <a href="https://docs.sentry.io/platforms/java/configuration/options/">Sentry: options</a>
 */
final class SentryLine {
    private static final int QUEUE = 30;
    private static final int PATIENCE_MILLIS = 2000;

    private SentryLine() {}

    static synchronized void send(
            SentrySettings settings, UnaryOperator<String> scrub, String source, Throwable error) {
        if (!Sentry.isEnabled()) {
            Sentry.init(options -> configure(options, settings, scrub));
        }
        SentryEvent event = new SentryEvent(error);
        Message message = new Message();
        message.setFormatted(source);
        event.setMessage(message);
        event.setLogger("fairlead");
        Sentry.captureEvent(event);
    }

    /** Sends what waits, for a moment. */
    static synchronized void close() {
        Sentry.close();
    }

    private static void configure(
            SentryOptions options, SentrySettings settings, UnaryOperator<String> scrub) {
        options.setDsn(settings.dsn().orElseThrow());
        settings.environment().ifPresent(options::setEnvironment);
        options.setBeforeSend((event, _) -> scrubbed(event, scrub));
        options.setMaxQueueSize(QUEUE);
        options.setShutdownTimeoutMillis(PATIENCE_MILLIS);
        options.setSendDefaultPii(false);
        options.setAttachServerName(false);
        options.setEnableUncaughtExceptionHandler(false);
        options.setEnableShutdownHook(false);
        options.setEnableAutoSessionTracking(false);
        options.setSendClientReports(false);
    }

    private static SentryEvent scrubbed(SentryEvent event, UnaryOperator<String> scrub) {
        Message message = event.getMessage();
        if (message != null && message.getFormatted() != null) {
            message.setFormatted(scrub.apply(message.getFormatted()));
        }
        for (SentryException part :
                Objects.requireNonNullElse(event.getExceptions(), List.<SentryException>of())) {
            if (part.getValue() != null) {
                part.setValue(scrub.apply(part.getValue()));
            }
        }
        event.setThrowable(null);
        return event;
    }
}
