package dev.fairlead.app.http;

import dev.fairlead.app.config.HostSettings;
import dev.fairlead.app.config.ServerSettings;
import dev.fairlead.app.door.AccessLog;
import dev.fairlead.app.host.Host;
import dev.fairlead.spi.Deadline;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.OptionalInt;

/** The program as an HTTP service: Micronaut's server with the {@link Door} on its public port. */
public final class HttpService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);

    private final ApplicationContext context;
    private final Host host;
    private final ServerSettings server;
    private final PublicPort publicPort;
    private final InFlight inFlight;

    private HttpService(
            ApplicationContext context,
            Host host,
            ServerSettings server,
            PublicPort publicPort,
            InFlight inFlight) {
        this.context = context;
        this.host = host;
        this.server = server;
        this.publicPort = publicPort;
        this.inFlight = inFlight;
    }

    /** Starts listening; when this returns, requests are answered. */
    public static HttpService start(HostSettings settings, Map<String, String> environment) {
        ServerSettings server = Ports.chosen(settings.server());
        ApplicationContext context = MicronautContext.start(server);
        try {
            MeterRegistry registry = context.getBean(PrometheusMeterRegistry.class);
            Host host = Host.create(settings, environment, registry);
            host.prepare();
            host.start();
            InFlight inFlight = new InFlight();
            registry.gauge("fairlead.requests.running", inFlight, InFlight::running);
            TimeLimits limits =
                    new TimeLimits(
                            server.headerTimeout(), server.idleTimeout(), new Cuts(registry));
            Answers answers =
                    new Answers(new AccessLog(server.accessLog(), registry), inFlight, limits);
            PublicPort port =
                    new PublicPort(
                            server,
                            reception(host, answers, limits),
                            new Conduct(
                                    host.router(),
                                    new Proxy(host.threads(), registry, limits),
                                    answers,
                                    host.threads()));
            context.registerSingleton(Host.class, host);
            context.registerSingleton(PublicPort.class, port);
            context.getBean(EmbeddedServer.class).start();
            return new HttpService(context, host, server, port, inFlight);
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    private static Reception reception(Host host, Answers answers, TimeLimits limits) {
        return new Reception(
                host.router(),
                new RequestReader(host.clientAddress()),
                answers,
                answers.inFlight(),
                limits);
    }

    public int port() {
        return server.port();
    }

    /** The public port beside it that is plain, if there is one. */
    public OptionalInt plainPort() {
        return server.plainPort();
    }

    public int managementPort() {
        return server.managementPort();
    }

    /**
     * Takes no new connection, lets running requests and then work for later end within the grace,
     * then stops.
     */
    @Override
    public void close() {
        Deadline deadline = Deadline.in(server.grace());
        publicPort.close();
        try {
            if (!inFlight.drain(server.grace())) {
                LOG.warn(
                        "{} requests were still running after {}; they are cut off",
                        inFlight.running(),
                        server.grace());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        context.close();
        host.close(deadline.remaining());
    }
}
