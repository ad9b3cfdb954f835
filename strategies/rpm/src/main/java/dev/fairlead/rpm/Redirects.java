package dev.fairlead.rpm;

import dev.fairlead.spi.Settings;
import dev.fairlead.spi.StrategyContext;
import dev.fairlead.spi.Upstream;
import dev.fairlead.spi.Upstream.Reply;
import dev.fairlead.spi.Upstream.Reply.Answered;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a source's redirects may be followed to.
 *
 * @param hosts by scheme and authority; none: nowhere
 */
record Redirects(Map<String, Upstream> hosts) {
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    /** The hosts that the operator named, and then the source itself. */
    static Redirects read(StrategyContext context) {
        Map<String, Upstream> hosts = new HashMap<>();
        for (String host : context.settings().strings("redirect-hosts")) {
            URI url = url(context.settings(), host);
            hosts.put(origin(url), context.upstreams().open(url));
        }
        if (!hosts.isEmpty()) {
            URI own = URI.create(origin(context.passThrough()));
            hosts.putIfAbsent(own.toString(), context.upstreams().open(own));
        }
        return new Redirects(Map.copyOf(hosts));
    }

    private static URI url(Settings settings, String host) {
        if (!host.matches("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?")) {
            throw settings.error(
                    "redirect-hosts", "'" + host + "' is not like https://cdn.example");
        }
        return URI.create(host);
    }

    /** The next place; empty: the answer is no redirect, or leads where we don't follow. */
    Optional<Place> next(Place from, Reply reply) {
        return reply instanceof Answered answer && STATUSES.contains(answer.status())
                ? answer.fields().first("Location").flatMap(location -> resolve(from, location))
                : Optional.empty();
    }

    private Optional<Place> resolve(Place from, String location) {
        try {
            URI to = from.url().resolve(location);
            boolean lessSafe =
                    from.url().getScheme().equals("https") && !"https".equals(to.getScheme());
            return Optional.ofNullable(hosts.get(origin(to)))
                    .filter(_ -> !lessSafe)
                    .map(upstream -> new Place(to, upstream, target(to)));
        } catch (IllegalArgumentException _) { // for the client to make something of
            return Optional.empty();
        }
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    private static String target(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + '?' + url.getRawQuery();
    }
}
