package dev.fairlead.rhcos.mirror;

import dev.fairlead.rhcos.stream.Artifact;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Which name a file has on a mirror: its path below the prefix it comes from, so that files of one
 * name in several builds or architectures don't meet.
 *
 * @param from prefixes of locations, each ending in a slash
 */
public record Layout(List<String> from) {

    /** Whole paths, so that builds that come one after another lie beside each other. */
    public static Layout wholePaths(List<Artifact> artifacts) {
        return new Layout(
                artifacts.stream()
                        .map(a -> URI.create(a.location().url()).resolve("/").toString())
                        .distinct()
                        .toList());
    }

    public Optional<String> name(String url) {
        return from.stream()
                .filter(url::startsWith)
                .findFirst()
                .map(prefix ->
                        URI.create(url).getPath().substring(URI.create(prefix).getPath().length()));
    }
}
