package dev.fairlead.app.report;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;

import dev.fairlead.spi.Settings;

import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What is logged with an exception is an event at Sentry too: failed strategies, uploads and other
 * work, and bugs. Nothing of Sentry is loaded before the first one.
 */
public final class SentryReports extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final String SOURCES = "dev.fairlead";

    private final SentrySettings settings;
    private final UnaryOperator<String> scrub;
    private final Throttle throttle;
    private volatile boolean used;

    private SentryReports(
            SentrySettings settings, InstantSource clock, UnaryOperator<String> scrub) {
        this.settings = settings;
        this.scrub = scrub;
        throttle = new Throttle(clock);
    }

    /**
     * Reports from now on, if there is a DSN.
     *
     * @param scrub takes secrets out of texts
     * @throws dev.fairlead.spi.ConfigurationException when it is none
     */
    public static SentryReports start(
            Settings section,
            Map<String, String> environment,
            InstantSource clock,
            UnaryOperator<String> scrub) {
        SentrySettings settings = SentrySettings.read(section, environment);
        SentryReports reports = new SentryReports(settings, clock, scrub);
        if (settings.dsn().isPresent()) {
            reports.start();
            logger().addAppender(reports);
        }
        return reports;
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(SOURCES);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getThrowableProxy() instanceof ThrowableProxy proxy
                && throttle.admits(event.getMessage(), proxy.getThrowable())) {
            used = true;
            SentryLine.send(settings, scrub, event.getFormattedMessage(), proxy.getThrowable());
        }
    }

    @Override
    public void close() {
        logger().detachAppender(this);
        stop();
        if (used) {
            SentryLine.close();
        }
    }
}
