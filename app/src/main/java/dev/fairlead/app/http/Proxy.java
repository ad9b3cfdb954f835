package dev.fairlead.app.http;

import dev.fairlead.app.http.ProxyExchange.Result;
import dev.fairlead.app.upstream.UpstreamHttp;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.Trace;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Passes a client through by streaming the upstream's answer. Where the upstream gives none, the
 * client is redirected to it: an error page of ours would help nobody.
 */
final class Proxy {
    private static final Logger LOG = LoggerFactory.getLogger(Proxy.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration FIRST_BYTE = Duration.ofSeconds(30);

    private final HttpClient client;
    private final MeterRegistry registry;
    private final TimeLimits limits;

    Proxy(Executor threads, MeterRegistry registry, TimeLimits limits) {
        this.limits = limits;
        this.registry = registry;
        client = UpstreamHttp.client(CONNECT, threads);
    }

    /** Runs one exchange on the calling (virtual) thread; returns when the last byte is written. */
    Result stream(Channel channel, Exchange exchange, PassThrough decision) {
        try {
            HttpResponse<InputStream> response =
                    client.send(request(channel, exchange, decision), BodyHandlers.ofInputStream());
            return ProxyExchange.copy(response, channel, exchange, decision, limits);
        } catch (IllegalArgumentException _) { // its message would quote the query
            LOG.warn(
                    "mount {}: the upstream can't be asked this; the client is redirected to it",
                    exchange.mount().name());
            return unanswered(exchange, decision, "upstream-unreachable");
        } catch (IOException e) {
            LOG.warn(
                    "mount {}: the upstream gave no answer ({}); the client is redirected to it",
                    exchange.mount().name(),
                    e.toString());
            return unanswered(exchange, decision, "upstream-unreachable");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unanswered(exchange, decision, "shutdown");
        }
    }

    private Result unanswered(Exchange exchange, PassThrough decision, String reason) {
        String mount = exchange.mount().name();
        registry.counter("fairlead.proxy.unanswered", "mount", mount, "reason", reason).increment();
        Trace trace = decision.trace();
        return Result.unanswered(
                new PassThrough(decision.path(), new Trace(reason, trace.client(), trace.steps())));
    }

    private static HttpRequest request(Channel channel, Exchange exchange, PassThrough decision) {
        String url = exchange.routed().passThroughUrl(decision.path());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(UpstreamHttp.uri(url))
                        .timeout(FIRST_BYTE)
                        .method(exchange.request().method(), body(channel, exchange));
        ProxyFields.toUpstream(exchange, request);
        return request.build();
    }

    private static BodyPublisher body(Channel channel, Exchange exchange) {
        if (exchange.body().isEmpty()) {
            return BodyPublishers.noBody();
        }
        ProxyFields.continueIfAsked(channel, exchange);
        BodyPublisher stream = BodyPublishers.ofInputStream(exchange.body()::get);
        long length = ProxyFields.length(exchange);
        return length < 0 ? stream : BodyPublishers.fromPublisher(stream, length);
    }
}
