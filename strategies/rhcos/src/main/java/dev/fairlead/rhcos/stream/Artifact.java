package dev.fairlead.rhcos.stream;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file that a document names.
 *
 * @param release of this artifact: a document may hold several
 * @param bytes only legacy documents tell it
 * @param path the names from the root of its stream to it
 */
public record Artifact(
        Place place,
        Link location,
        Optional<Link> signature,
        Optional<String> sha256,
        Optional<String> uncompressedSha256,
        Optional<String> release,
        OptionalLong bytes,
        List<String> path) {
    public Artifact {
        path = List.copyOf(path);
    }
}
