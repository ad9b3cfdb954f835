package dev.fairlead.app.http;

import dev.fairlead.app.door.Response;
import dev.fairlead.app.host.Router;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.PassThrough;

import io.netty.channel.ChannelHandlerContext;

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
     * Answers what can be decided from memory and sent in one go, and tells whether that was so;
     * otherwise {@code done} runs on the event loop once the answer is sent.
     */
    boolean begin(ChannelHandlerContext context, Exchange exchange, Runnable done) {
        if (exchange.bodyLimit().isPresent()) {
            threads.execute(() -> {
                BodyReader read = BodyReader.read(context.channel(), exchange, router);
                conclude(context, read.exchange(), read.refusal(), done);
            });
            return false;
        }
        Optional<RouteDecision> known = router.decideAtOnce(exchange.routed());
        if (known.isPresent() && !exchange.isProxied(known.get())) {
            Outgoing outgoing = outgoing(context, exchange, known.get());
            return answers.answer(context, exchange, known.get(), outgoing, done);
        }
        threads.execute(() -> conclude(context, exchange, known, done));
        return false;
    }

    private void conclude(
            ChannelHandlerContext context,
            Exchange exchange,
            Optional<RouteDecision> known,
            Runnable done) {
        Runnable ending = decideAndStream(context, exchange, known, done);
        context.executor().execute(ending);
    }

    /** What is left to do on the event loop. */
    private Runnable decideAndStream(
            ChannelHandlerContext context,
            Exchange exchange,
            Optional<RouteDecision> known,
            Runnable done) {
        try {
            RouteDecision decision = known.orElseGet(() -> router.decide(exchange.routed()));
            if (decision instanceof PassThrough passThrough && exchange.isProxied(decision)) {
                var result = proxy.stream(context.channel(), exchange, passThrough);
                return ending(context, exchange, result, done);
            }
            return answering(context, exchange, decision, done);
        } catch (RuntimeException e) {
            LOG.error("a bug in answering {}; the client is passed through", exchange.request(), e);
            return answering(context, exchange, Router.failed(exchange.routed()), done);
        }
    }

    private Runnable answering(
            ChannelHandlerContext context,
            Exchange exchange,
            RouteDecision decision,
            Runnable done) {
        Outgoing outgoing = outgoing(context, exchange, decision);
        return () -> {
            if (answers.answer(context, exchange, decision, outgoing, done)) {
                done.run();
            }
        };
    }

    private static Outgoing outgoing(
            ChannelHandlerContext context, Exchange exchange, RouteDecision decision) {
        Response response = Response.of(exchange.routed(), decision);
        return Outgoing.of(response, exchange.request().method(), context.channel());
    }

    private Runnable ending(
            ChannelHandlerContext context,
            Exchange exchange,
            ProxyExchange.Result result,
            Runnable done) {
        if (result.unanswered()) {
            return answering(context, exchange, result.decision(), done);
        }
        return () -> {
            answers.ended(exchange, result.status(), result.bytes(), result.decision());
            if (!result.reusable()) {
                context.close();
            }
            done.run();
        };
    }
}
