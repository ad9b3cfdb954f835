package dev.fairlead.rpm;

import dev.fairlead.rpm.Availability.Available;
import dev.fairlead.rpm.Availability.Unavailable;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Doubt;
import dev.fairlead.spi.StrategyContext;
import dev.fairlead.spi.Upstream;
import dev.fairlead.spi.Upstream.Reply;
import dev.fairlead.spi.Upstream.Reply.Answered;
import dev.fairlead.spi.Upstream.Reply.Unanswered;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the source of truth whether it has a file. Anything but 2xx and 3xx means that it can't
 * serve it.
 *
 * @param rangedGet whether a HEAD that may merely be unwelcome is followed by a GET of one byte
 * @param challenges whether 401 is between source and client, as it is for registries
 */
record Source(
        URI base, Upstream upstream, Redirects redirects, boolean rangedGet, boolean challenges) {
    /** librepo follows six in all, and it needs one to get to the source. */
    private static final int MAX_HOPS = 5;

    private static final Set<Integer> HEAD_REFUSED = Set.of(403, 405, 501);

    static Source create(StrategyContext context, Upstream upstream, boolean challenges) {
        return new Source(
                context.passThrough(),
                upstream,
                Redirects.read(context),
                context.settings().flag("ranged-get", false),
                challenges);
    }

    Availability ask(String target, Deadline deadline) {
        Place place = place(target);
        for (int hops = 0; hops <= MAX_HOPS; hops++) {
            Reply reply = place.head(deadline);
            Optional<Place> next = redirects.next(place, reply);
            if (next.isEmpty()) {
                return judge(isHeadRefused(reply) ? place.firstByte(deadline) : reply);
            }
            place = next.get();
        }
        return new Unavailable("redirects");
    }

    /** What is known without asking: that the source is left alone at present. */
    Optional<Availability> fromMemory(String target) {
        return place(target).head(Deadline.AT_ONCE) instanceof Unanswered(Doubt doubt)
                        && doubt == Doubt.BREAKER_OPEN
                ? Optional.of(new Unavailable(doubt.token()))
                : Optional.empty();
    }

    private Place place(String target) {
        return new Place(URI.create(base + target), upstream, target);
    }

    private boolean isHeadRefused(Reply reply) {
        return rangedGet
                && reply instanceof Answered answer
                && HEAD_REFUSED.contains(answer.status());
    }

    private Availability judge(Reply reply) {
        return switch (reply) {
            case Unanswered(Doubt doubt) -> new Unavailable(doubt.token());
            case Answered answer -> judge(answer);
        };
    }

    private Availability judge(Answered answer) {
        try (answer) {
            int status = answer.status();
            return status / 100 == 2 || status / 100 == 3 || (challenges && status == 401)
                    ? Available.of(status, answer.fields())
                    : new Unavailable(Integer.toString(status));
        } catch (IOException _) { // only closing throws; the connection is gone then
            return new Unavailable(Doubt.NETWORK.token());
        }
    }
}
