package dev.fairlead.rhcos.mirror;

import dev.fairlead.rhcos.stream.Artifact;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file to mirror.
 *
 * @param name below the mirror's base, percent-decoded
 * @param where the artifact, for reports
 * @param sha256 empty for signatures, which nothing vouches for but their key
 */
public record Item(
        String name,
        URI source,
        String where,
        Optional<String> sha256,
        Optional<String> uncompressedSha256,
        OptionalLong bytes) {

    static Item of(Artifact artifact, String name) {
        return new Item(
                name,
                URI.create(artifact.location().url()),
                artifact.place().toString(),
                artifact.sha256(),
                artifact.uncompressedSha256(),
                artifact.bytes());
    }

    static Item signature(Artifact artifact, String url, String name) {
        return new Item(
                name,
                URI.create(url),
                artifact.place() + " signature",
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
    }
}
