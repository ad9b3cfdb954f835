package dev.fairlead.rpm.source;

import dev.fairlead.rpm.file.RefusedFileException;
import dev.fairlead.spi.StrategyContext;
import dev.fairlead.spi.Upstream;
import dev.fairlead.spi.Upstream.Reply;
import dev.fairlead.spi.Upstream.Reply.Answered;
import dev.fairlead.spi.Upstreams;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** The source of truth, and where it may send us: to {@link Hosts}, never from https to http. */
public record Redirects(URI base, Upstream upstream, Hosts hosts) {
    /** librepo follows six in all, and it needs one to get to the source. */
    public static final int MAX = 5;

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    /**
     * Reads {@code redirect-hosts}.
     *
     * @param upstream the source of truth
     */
    public static Redirects read(StrategyContext context, Upstream upstream) {
        return new Redirects(
                context.passThrough(), upstream, Hosts.read(context, "redirect-hosts"));
    }

    /** Those of a source that may send us to its own host alone. */
    public static Redirects withinHost(URI base, Upstreams upstreams) {
        return new Redirects(base, upstreams.open(base), Hosts.only(base, upstreams));
    }

    /** Whether the operator named any host. */
    public boolean areNamed() {
        return !hosts.named().isEmpty();
    }

    /** Where a target is, to begin with. */
    public Place start(String target) {
        String url = base.toString().replaceFirst("/+$", "") + target;
        return new Place(URI.create(url), upstream, target);
    }

    /**
     * The next place; empty: the answer is no redirect.
     *
     * @throws RefusedFileException when it leads where we don't follow
     */
    public Optional<Place> next(Place from, Reply reply) throws IOException {
        if (!(reply instanceof Answered answer && STATUSES.contains(answer.status()))) {
            return Optional.empty();
        }
        URI to = resolve(from.url(), answer.fields().first("Location").orElse("?"));
        if (!"https".equals(to.getScheme())
                && !("http".equals(to.getScheme()) && "http".equals(from.url().getScheme()))) {
            throw refused("to the scheme " + to.getScheme());
        }
        return Optional.of(hosts.find(to));
    }

    private static URI resolve(URI from, String location) throws RefusedFileException {
        try {
            return from.resolve(location);
        } catch (IllegalArgumentException _) { // its message would quote tokens
            throw refused("to what is no URL");
        }
    }

    public static RefusedFileException refused(String where) {
        return new RefusedFileException("the source redirects " + where);
    }
}
