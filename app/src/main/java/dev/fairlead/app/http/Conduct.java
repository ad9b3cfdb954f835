package dev.fairlead.app.http;

import dev.fairlead.app.door.Response;
import dev.fairlead.app.host.Router;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.Trace;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Brings an exchange to its end: at once on the event loop where that needs no waiting, else on a
 * virtual thread.
 *
 * @param threads one virtual thread per task
 */
record Conduct(Router router, Proxy proxy, Answers answers, Executor threads) {
    private static final Logger LOG = LoggerFactory.getLogger(Conduct.class);

    /**
     * Answers what can be decided from memory, and tells whether that was so; otherwise {@code
     * done} runs on the event loop once the answer is written.
     */
    boolean begin(ChannelHandlerContext context, Exchange exchange, Runnable done) {
        Optional<RouteDecision> known = router.decideAtOnce(exchange.routed());
        if (known.isPresent() && !exchange.isProxied(known.get())) {
            answers.answer(context, exchange, known.get(), response(exchange, known.get()));
            return true;
        }
        threads.execute(() -> {
            Runnable ending = decideAndStream(context, exchange, known);
            context.executor()
                    .execute(() -> {
                        ending.run();
                        done.run();
                    });
        });
        return false;
    }

    /** What is left to do on the event loop. */
    private Runnable decideAndStream(
            ChannelHandlerContext context, Exchange exchange, Optional<RouteDecision> known) {
        try {
            RouteDecision decision = known.orElseGet(() -> router.decide(exchange.routed()));
            if (decision instanceof PassThrough passThrough && exchange.isProxied(decision)) {
                return ending(
                        context, exchange, proxy.stream(context.channel(), exchange, passThrough));
            }
            return answering(context, exchange, decision);
        } catch (RuntimeException e) {
            LOG.error("a bug in answering {}; the client is passed through", exchange.request(), e);
            PassThrough through = new PassThrough(exchange.request().path(), Trace.of("failed"));
            return answering(context, exchange, through);
        }
    }

    private Runnable answering(
            ChannelHandlerContext context, Exchange exchange, RouteDecision decision) {
        FullHttpResponse response = response(exchange, decision);
        return () -> answers.answer(context, exchange, decision, response);
    }

    private static FullHttpResponse response(Exchange exchange, RouteDecision decision) {
        return Responses.of(Response.of(exchange.routed(), decision));
    }

    private Runnable ending(
            ChannelHandlerContext context, Exchange exchange, ProxyExchange.Result result) {
        if (result.unanswered()) {
            return answering(context, exchange, result.decision());
        }
        return () -> {
            answers.ended(exchange, result.status(), result.decision());
            if (!result.reusable()) {
                context.close();
            }
        };
    }
}
