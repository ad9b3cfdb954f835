package dev.fairlead.app.host;

import dev.fairlead.app.config.MountSettings.Match;
import dev.fairlead.spi.ConfigurationException;
import dev.fairlead.spi.RequestPath;
import dev.fairlead.spi.RouteRequest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Picks the mount of a request: by distribution id, else by host, else by the longest path prefix.
 * A request that came through a distribution has that distribution's paths, so the prefix is only
 * taken off if it is there.
 */
public final class Catalogue {
    private final List<Mount> all;
    private final Map<String, Mount> byDistribution = new HashMap<>();
    private final Map<String, List<Mount>> byHost = new HashMap<>();
    private final List<Mount> anyHost;

    /**
     * Mounts that can be told apart.
     *
     * @throws ConfigurationException when two of them could both win
     */
    Catalogue(List<Mount> mounts) {
        all = List.copyOf(mounts);
        all.forEach(this::addDistribution);
        for (Mount mount : all) {
            for (String host : mount.match().hosts()) {
                byHost.put(host, longestFirst(match -> match.hosts().contains(host)));
            }
        }
        anyHost = longestFirst(match -> match.hosts().isEmpty());
        byHost.values().forEach(Catalogue::refuseSamePrefix);
        refuseSamePrefix(anyHost);
    }

    /** A mount and the path below its prefix. */
    public record Hit(Mount mount, RequestPath path) {}

    public List<Mount> mounts() {
        return all;
    }

    public Optional<Mount> named(String name) {
        return all.stream().filter(mount -> mount.name().equals(name)).findFirst();
    }

    /** The mount of this request, if any. */
    Optional<Hit> find(RouteRequest request) {
        if (request.distribution().isPresent()) {
            Mount mount = byDistribution.get(request.distribution().get());
            if (mount != null) {
                RequestPath path = request.path();
                return Optional.of(new Hit(mount, path.below(mount.match().prefix()).orElse(path)));
            }
        }
        List<Mount> ofHost = byHost.get(request.host());
        if (ofHost != null) {
            Optional<Hit> found = longestPrefix(ofHost, request.path());
            if (found.isPresent()) {
                return found;
            }
        }
        return longestPrefix(anyHost, request.path());
    }

    private static Optional<Hit> longestPrefix(List<Mount> longestFirst, RequestPath path) {
        for (Mount mount : longestFirst) {
            Optional<RequestPath> below = path.below(mount.match().prefix());
            if (below.isPresent()) {
                return Optional.of(new Hit(mount, below.get()));
            }
        }
        return Optional.empty();
    }

    private void addDistribution(Mount mount) {
        mount.match()
                .distribution()
                .ifPresent(id -> {
                    Mount other = byDistribution.put(id, mount);
                    if (other != null) {
                        throw conflict(mount, other, "distribution", id);
                    }
                });
    }

    private List<Mount> longestFirst(Predicate<Match> wanted) {
        return all.stream()
                .filter(mount -> wanted.test(mount.match()))
                .sorted((one, other) ->
                        Integer.compare(
                                other.match().prefix().length(), one.match().prefix().length()))
                .toList();
    }

    private static void refuseSamePrefix(List<Mount> mounts) {
        Map<String, Mount> seen = new HashMap<>();
        for (Mount mount : mounts) {
            Match match = mount.match();
            Mount other = seen.put(match.prefix(), mount);
            if (other != null) {
                throw conflict(mount, other, "prefix", match.prefix());
            }
        }
    }

    private static ConfigurationException conflict(
            Mount mount, Mount other, String key, String value) {
        return new ConfigurationException(
                "fairlead.mounts." + mount.name() + ".match." + key,
                "'"
                        + value
                        + "' is also mount '"
                        + other.name()
                        + "'; give one of them another "
                        + key
                        + " or a host of its own");
    }
}
