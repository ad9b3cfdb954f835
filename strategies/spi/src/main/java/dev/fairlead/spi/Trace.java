package dev.fairlead.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a decision came about.
 *
 * @param reason one kebab-case token of a small fixed set: a metric's label
 * @param client where the client was taken to be
 */
public record Trace(String reason, ClientRegion client, List<Step> steps) {

    /** One thing that was looked at. */
    public sealed interface Step {}

    /** A copy that could have been chosen, and what became of it. */
    public record Considered(String copy, double usdPerGb, String verdict) implements Step {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s %s at %.3f USD/GB", copy, verdict, usdPerGb);
        }
    }

    /** Anything else worth telling. */
    public record Noted(String text) implements Step {
        @Override
        public String toString() {
            return text;
        }
    }

    /** A trace without steps, of a client that was not looked up. */
    public static Trace of(String reason) {
        return new Trace(reason, ClientRegion.UNKNOWN, List.of());
    }

    /** The form for one field of an access log line. */
    public String brief() {
        return steps.isEmpty()
                ? client + " " + reason
                : client
                        + " "
                        + reason
                        + " ("
                        + steps.stream().map(Object::toString).collect(Collectors.joining("; "))
                        + ")";
    }

    /** Writes down the steps of one decision; for one thread. */
    public static final class Writer {
        private final ClientRegion client;
        private final List<Step> steps = new ArrayList<>(4);

        public Writer(ClientRegion client) {
            this.client = client;
        }

        public Writer add(Step step) {
            steps.add(step);
            return this;
        }

        public Writer addAll(List<? extends Step> more) {
            steps.addAll(more);
            return this;
        }

        public Trace end(String reason) {
            return new Trace(reason, client, steps);
        }
    }
}
