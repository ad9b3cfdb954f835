package dev.fairlead.rpm;

import dev.fairlead.rpm.Availability.Available;
import dev.fairlead.rpm.Availability.Unavailable;
import dev.fairlead.rpm.source.Place;
import dev.fairlead.rpm.source.Redirects;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Doubt;
import dev.fairlead.spi.Upstream.Reply;
import dev.fairlead.spi.Upstream.Reply.Answered;
import dev.fairlead.spi.Upstream.Reply.Unanswered;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the source of truth whether it has a file. Anything but 2xx and 3xx means that it can't
 * serve it.
 *
 * @param rangedGet whether a HEAD that may merely be unwelcome is followed by a GET of one byte
 * @param challenges whether 401 is between source and client, as it is for registries
 */
record Source(Redirects redirects, boolean rangedGet, boolean challenges) {
    private static final Set<Integer> HEAD_REFUSED = Set.of(403, 405, 501);

    Availability ask(String target, Deadline deadline) {
        Place place = redirects.start(target);
        for (int hops = 0; hops <= Redirects.MAX; hops++) {
            Reply reply = place.head(Map.of(), deadline);
            Optional<Place> next = next(place, reply);
            if (next.isEmpty()) {
                return judge(isHeadRefused(reply) ? firstByte(place, deadline) : reply);
            }
            place = next.get();
        }
        return new Unavailable("redirects");
    }

    /** Empty as well where we don't follow: that is for the client to make something of. */
    private Optional<Place> next(Place from, Reply reply) {
        try {
            return redirects.areNamed() ? redirects.next(from, reply) : Optional.empty();
        } catch (IOException _) { // the redirect itself counts as available then
            return Optional.empty();
        }
    }

    private static Reply firstByte(Place place, Deadline deadline) {
        return place.get(Map.of("Range", "bytes=0-0"), deadline);
    }

    /** What is known without asking: that the source is left alone at present. */
    Optional<Availability> fromMemory(String target) {
        return redirects.start(target).head(Map.of(), Deadline.AT_ONCE)
                                instanceof Unanswered(Doubt doubt)
                        && doubt == Doubt.BREAKER_OPEN
                ? Optional.of(new Unavailable(doubt.token()))
                : Optional.empty();
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
