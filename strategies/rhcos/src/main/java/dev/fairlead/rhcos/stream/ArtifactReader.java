package dev.fairlead.rhcos.stream;

import dev.fairlead.rhcos.stream.Fields.Named;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Lists the artifacts of a stream. All maps are open: a platform that nobody has heard of is taken
 * as any other.
 *
 * @see <a
 *     href="https://github.com/coreos/stream-metadata-go/blob/main/stream/stream.go">stream-metadata-go</a>
 */
final class ArtifactReader {
    private final StreamPart stream;
    private final int part;
    private final List<Problem> problems;
    private final List<Artifact> artifacts = new ArrayList<>();

    private ArtifactReader(StreamPart stream, int part, List<Problem> problems) {
        this.stream = stream;
        this.part = part;
        this.problems = problems;
    }

    static List<Artifact> read(StreamPart stream, int part, List<Problem> problems) {
        ArtifactReader reader = new ArtifactReader(stream, part, problems);
        Fields root = new Fields(stream.root(), stream.name(), problems);
        if (stream.isLegacy()) {
            reader.readImages(root);
        } else {
            root.fields("architectures").ifPresent(reader::readArchitectures);
        }
        return reader.artifacts;
    }

    private void readArchitectures(Fields architectures) {
        for (Named architecture : architectures.each()) {
            architecture.fields().fields("artifacts").stream()
                    .flatMap(platforms -> platforms.each().stream())
                    .forEach(platform -> readPlatform(architecture.name(), platform));
        }
    }

    private void readPlatform(String architecture, Named platform) {
        Optional<String> release = platform.fields().string("release");
        for (Named format :
                platform.fields().fields("formats").map(Fields::each).orElse(List.of())) {
            for (Named kind : format.fields().each()) {
                Place place =
                        new Place(
                                stream.name(),
                                architecture,
                                platform.name(),
                                format.name(),
                                kind.name());
                List<String> path =
                        List.of(
                                "architectures",
                                architecture,
                                "artifacts",
                                platform.name(),
                                "formats",
                                format.name(),
                                kind.name());
                readArtifact(place, release, path, kind.fields());
            }
        }
    }

    private void readArtifact(
            Place place, Optional<String> release, List<String> path, Fields from) {
        Fields fields = new Fields(from.json(), place.toString(), problems);
        Optional<Json.Text> location = fields.text("location");
        if (location.isEmpty()) {
            fields.problem("missing-location", "has no 'location'");
            return;
        }
        artifacts.add(
                new Artifact(
                        place,
                        link(location.get()),
                        fields.text("signature").filter(s -> !s.value().isEmpty()).map(this::link),
                        fields.string("sha256"),
                        fields.string("uncompressed-sha256"),
                        release,
                        OptionalLong.empty(),
                        path));
    }

    private Link link(Json.Text text) {
        return new Link(text.value(), part, text);
    }

    /** A legacy document has one base for all images, whose names are those of meta.json. */
    private void readImages(Fields root) {
        Optional<Json.Text> base = root.text("baseURI");
        Optional<Fields> images = root.fields("images");
        if (base.isPresent() && images.isPresent()) {
            for (Named image : images.get().each()) {
                readImage(image, base.get(), root.string("buildid"));
            }
        }
    }

    private void readImage(Named image, Json.Text base, Optional<String> build) {
        String architecture = LegacyName.architecture(base.value());
        Place place = new Place(stream.name(), architecture, image.name(), "image", "disk");
        Fields fields = new Fields(image.fields().json(), place.toString(), problems);
        Optional<String> name = fields.string("path");
        if (name.isEmpty()) {
            fields.problem("missing-location", "has no 'path'");
            return;
        }
        artifacts.add(
                new Artifact(
                        place,
                        new Link(base.value() + name.get(), part, base),
                        Optional.empty(),
                        fields.string("sha256"),
                        fields.string("uncompressed-sha256"),
                        build,
                        LegacyName.bytes(fields),
                        List.of("images", image.name())));
    }
}
