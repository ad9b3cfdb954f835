package dev.fairlead.rpm;

import dev.fairlead.rpm.Availability.Available;
import dev.fairlead.rpm.upload.UploadWork;
import dev.fairlead.spi.Background;
import dev.fairlead.spi.Metrics.Counter;
import dev.fairlead.spi.ObjectKey;
import dev.fairlead.spi.StrategyContext;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Offers uploads, each key once in a while: 50 clients that miss a file make one upload, and one
 * that fails isn't tried again at once.
 */
record UploadOffers(
        Background background,
        Executor threads,
        Recent<ObjectKey> recent,
        Counter offered,
        Counter repeated,
        Counter refused)
        implements Offers {

    /** Who is sent to the source anyway doesn't wait for a bucket that is slow. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    static UploadOffers create(StrategyContext context, Duration cooldown) {
        return new UploadOffers(
                context.background(),
                context.threads(),
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

    /** The client only waits for that where it must. */
    @Override
    public void consider(UploadWork work, Available file, Asked asked) {
        if (!file.isWorthKeeping()) {
            return;
        }
        if (asked.copy().isDone() || !background.isOpenAfterAnswers()) {
            offerNews(work, file, asked.within(PATIENCE));
        } else {
            threads.execute(() -> offerNews(work, file, asked.whole()));
        }
    }

    private void offerNews(UploadWork work, Available file, Found found) {
        if (found.isNews(file)) {
            offer(work);
        }
    }

    private void offer(UploadWork work) {
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
