package dev.fairlead.app.http;

import dev.fairlead.app.http.ProxyExchange.Result;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.Trace;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HexFormat;
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
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(
                                HttpClient.Redirect.NEVER) // they are the client's to follow
                        .proxy(HttpClient.Builder.NO_PROXY) // one hop: the configured one
                        .connectTimeout(CONNECT)
                        .executor(threads)
                        .build();
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
                HttpRequest.newBuilder(URI.create(escaped(url)))
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

    /**
     * {@code ^} and its like are sent bare by clients but refused by {@link URI}; percent-encoded
     * they mean the same (RFC 3986 section 2.4).
     */
    private static String escaped(String url) {
        StringBuilder escaped = new StringBuilder(url.length());
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if ("\"<>^`{|}\\".indexOf(c) < 0) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            }
        }
        return escaped.toString();
    }
}
