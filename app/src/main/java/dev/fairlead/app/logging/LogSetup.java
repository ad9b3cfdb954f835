package dev.fairlead.app.logging;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Logs to standard error: text on a terminal, JSON where a program reads it; the launcher chooses
 * by {@code fairlead.log}. Not XML, whose parser takes a function a tenth of its start. An
 * operator's {@code logback.configurationFile} goes before.
 *
 * @see <a href="https://logback.qos.ch/manual/configuration.html">Logback: configuration</a>
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final int QUEUE = 8192;
    private static final List<String> QUIET =
            List.of("io.micronaut", "software.amazon", "org.gaul");

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        // A function is frozen between events: what is queued then would be told late or never.
        boolean function = System.getenv("AWS_LAMBDA_RUNTIME_API") != null;
        String format = System.getProperty("fairlead.log", function ? "json" : "text");
        Appender<ILoggingEvent> console =
                console(context, format.equals("json") ? json(context) : text(context));
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level level = level(System.getenv()).orElse(Level.INFO);
        root.setLevel(atLeast(Level.INFO, level));
        context.getLogger("dev.fairlead").setLevel(level);
        root.addAppender(function ? console : queued(context, console));
        QUIET.forEach(library -> context.getLogger(library).setLevel(atLeast(Level.WARN, level)));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /**
     * What {@code LOGLEVEL} asks for, by the names of logrus, which the original image service
     * used; empty: nothing, or by a name that nobody knows.
     *
     * @see <a href="https://pkg.go.dev/github.com/sirupsen/logrus#ParseLevel">logrus: levels</a>
     */
    public static Optional<Level> level(Map<String, String> environment) {
        return switch (environment.getOrDefault("LOGLEVEL", "").toLowerCase(Locale.ROOT)) {
            case "trace" -> Optional.of(Level.TRACE);
            case "debug" -> Optional.of(Level.DEBUG);
            case "info" -> Optional.of(Level.INFO);
            case "warn", "warning" -> Optional.of(Level.WARN);
            case "error", "fatal", "panic" -> Optional.of(Level.ERROR);
            default -> Optional.empty();
        };
    }

    /** Libraries may tell too much of what passes through them. */
    private static Level atLeast(Level least, Level level) {
        return level.isGreaterOrEqual(least) ? level : least;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        JsonEncoder json = new JsonEncoder();
        json.setContext(context);
        json.setWithArguments(false);
        json.setWithMessage(false);
        json.setWithFormattedMessage(true);
        json.setWithContext(false);
        json.setWithSequenceNumber(false);
        json.setWithNanoseconds(false);
        json.start();
        return json;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg%n%ex{short}");
        text.start();
        return text;
    }

    private static Appender<ILoggingEvent> console(
            LoggerContext context, Encoder<ILoggingEvent> encoder) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName("OUT");
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        return console;
    }

    private static Appender<ILoggingEvent> queued(
            LoggerContext context, Appender<ILoggingEvent> console) {
        AsyncAppender queue = new AsyncAppender();
        queue.setContext(context);
        queue.setName("ASYNC");
        queue.setQueueSize(QUEUE);
        queue.addAppender(console);
        queue.start();
        return queue;
    }
}
