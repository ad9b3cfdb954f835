package dev.fairlead.rpm;

import dev.fairlead.rpm.upload.UploadWork;
import dev.fairlead.spi.Background;
import dev.fairlead.spi.Metrics.Counter;
import dev.fairlead.spi.ObjectKey;
import dev.fairlead.spi.StrategyContext;

import java.time.Duration;

/**
 * Offers uploads, each key once in a while: 50 clients that miss a file make one upload, and one
 * that fails isn't tried again at once.
 */
record Offers(
        Background background,
        Recent<ObjectKey> recent,
        Counter offered,
        Counter repeated,
        Counter refused) {

    static Offers create(StrategyContext context, Duration cooldown) {
        return new Offers(
                context.background(),
                new Recent<>(cooldown, context.clock()),
                counter(context, "offered"),
                counter(context, "repeated"),
                counter(context, "refused"));
    }

    private static Counter counter(StrategyContext context, String result) {
        return context.metrics()
                .counter(
                        "fairlead.rpm.offers",
                        "Uploads that a miss asked for",
                        "mount",
                        context.mount(),
                        "result",
                        result);
    }

    void offer(UploadWork work) {
        if (!recent.add(work.key())) {
            repeated.increment();
        } else if (background.offer(work.encode())) {
            offered.increment();
        } else {
            recent.remove(work.key());
            refused.increment();
        }
    }
}
