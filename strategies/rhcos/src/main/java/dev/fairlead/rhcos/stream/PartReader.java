package dev.fairlead.rhcos.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the streams in a file: one that is a stream itself, or a ConfigMap {@code
 * coreos-bootimages} of JSON or YAML, which holds one in {@code data.stream} or several in {@code
 * data.streams}.
 *
 * @see <a
 *     href="https://github.com/openshift/enhancements/blob/master/enhancements/coreos-bootimages.md">Enhancement:
 *     coreos-bootimages</a>
 */
final class PartReader {
    private static final List<String> ENTRIES = List.of("stream", "streams");

    private static final Json NONE = new Json.Items(List.of(), new Json.Span(0, 0));

    private final List<StreamPart> parts = new ArrayList<>();

    private PartReader() {}

    static List<StreamPart> read(String file) throws StreamException {
        PartReader reader = new PartReader();
        if (looksLikeJson(file)) {
            reader.addJson("stream", Inset.whole(file));
        } else {
            reader.addManifest(file);
        }
        if (reader.parts.isEmpty()) {
            throw new StreamException(
                    "not stream metadata: it has neither 'architectures', nor 'baseURI' and"
                            + " 'images', nor a ConfigMap's 'data.stream'");
        }
        return List.copyOf(reader.parts);
    }

    /** HTML and plain text shall be told that they are no JSON, rather than odd YAML. */
    private static boolean looksLikeJson(String file) {
        return !file.startsWith("---")
                && file.lines().noneMatch(line -> line.matches("(apiVersion|kind|data):.*"));
    }

    private void addManifest(String file) throws StreamException {
        for (String entry : ENTRIES) {
            Optional<Inset> block = YamlManifest.block(file, entry);
            if (block.isPresent()) {
                addJson(entry, block.get());
            }
        }
    }

    private void addJson(String name, Inset text) throws StreamException {
        if (!(JsonReader.read(text.text()) instanceof Json.Fields root)) {
            throw new StreamException(name + " is JSON, but not an object");
        }
        add(name, text, root);
    }

    private void add(String name, Inset text, Json.Fields root) throws StreamException {
        if (root.get("architectures").isPresent()
                || (root.get("baseURI").isPresent() && root.get("images").isPresent())) {
            parts.add(StreamPart.of(name, text, root));
        } else if (root.get("data").orElse(NONE) instanceof Json.Fields data) {
            for (String entry : ENTRIES) {
                addAny(entry, text, data.get(entry));
            }
        } else if (name.equals("streams")) {
            for (Json.Member member : root.members()) {
                addAny(member.name(), text, Optional.of(member.value()));
            }
        }
    }

    private void addAny(String name, Inset text, Optional<Json> value) throws StreamException {
        switch (value.orElse(null)) {
            case null -> {}
            case Json.Text string -> addJson(name, text.of(string));
            case Json.Fields fields -> add(name, text, fields);
            default -> throw new StreamException(name + " is neither a string nor an object");
        }
    }
}
