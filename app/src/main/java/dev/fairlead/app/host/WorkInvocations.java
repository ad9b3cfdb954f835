package dev.fairlead.app.host;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.fairlead.app.aws.Invoker;
import dev.fairlead.spi.Background;

import io.micrometer.core.instrument.MeterRegistry;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Work for later becomes events of a Lambda function. An offer waits until Lambda has the event,
 * since nothing runs in a frozen environment.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">
 *     Lambda: the execution environment's lifecycle</a>
 */
record WorkInvocations(Invoker invoker, MeterRegistry registry) implements BackgroundWork {

    @Override
    public Background of(String mount, Consumer<String> perform) {
        WorkMeters meters = WorkMeters.of(mount, registry);
        return new Background() {
            @Override
            public boolean offer(String work) {
                return meters.offered(invoker.leave(event(mount, work)));
            }

            @Override
            public boolean isOpenAfterAnswers() {
                return false;
            }
        };
    }

    private static String event(String mount, String work) {
        var event = JsonNodeFactory.instance.objectNode();
        event.putObject("fairlead").putObject("perform").put("mount", mount).put("work", work);
        return event.toString();
    }

    @Override
    public void close(Duration grace) {
        // What was offered is with Lambda.
    }
}
