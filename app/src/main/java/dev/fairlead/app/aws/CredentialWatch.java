package dev.fairlead.app.aws;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.atomic.AtomicBoolean;

/** Counts renewals, and logs when they begin to fail and when they work again. */
final class CredentialWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialWatch.class);

    private final String name;
    private final Counter succeeded;
    private final Counter failed;
    private final AtomicBoolean failing = new AtomicBoolean();

    /**
     * For one source.
     *
     * @param kind the tag value: {@code default} or {@code role}
     * @param name what logs call it, such as the role's ARN
     */
    CredentialWatch(String kind, String name, MeterRegistry registry) {
        this.name = name;
        succeeded = counter(registry, kind, "ok");
        failed = counter(registry, kind, "failed");
    }

    private static Counter counter(MeterRegistry registry, String kind, String result) {
        return Counter.builder("fairlead.credentials.refresh")
                .description("Credentials asked for at their source")
                .tag("role", kind)
                .tag("result", result)
                .register(registry);
    }

    void succeeded() {
        succeeded.increment();
        if (failing.compareAndSet(true, false)) {
            LOG.info("Credentials of {} can be had again", name);
        }
    }

    void failed(@Nullable Throwable e) {
        failed.increment();
        if (failing.compareAndSet(false, true)) {
            LOG.warn("No new credentials of {}: {}", name, Faults.inBrief(e));
        }
    }
}
