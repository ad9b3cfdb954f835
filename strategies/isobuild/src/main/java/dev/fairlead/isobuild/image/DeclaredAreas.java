package dev.fairlead.isobuild.image;

import com.fasterxml.jackson.databind.JsonNode;

import dev.fairlead.isobuild.iso.IsoEntry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Kernel arguments where {@code coreos/kargs.json} says, since 2021. */
final class DeclaredAreas {
    static final String INFO = "coreos/kargs.json";
    private static final int MAX_LENGTH = 64 << 10;

    private DeclaredAreas() {}

    static Optional<String> published(ImageFiles files) throws IOException {
        return files.json(INFO)
                .map(json -> json.path("default"))
                .filter(JsonNode::isTextual)
                .map(text -> text.textValue().strip());
    }

    /** Empty when it says nothing, or what can't be. */
    static List<ArgumentArea> find(ImageFiles files) throws IOException {
        Optional<JsonNode> info = files.json(INFO);
        int length = info.map(json -> json.path("size").asInt()).orElse(0);
        if (length <= 0 || length > MAX_LENGTH) {
            return List.of();
        }
        List<ArgumentArea> areas = new ArrayList<>();
        for (JsonNode file : info.orElseThrow().path("files")) {
            Optional<IsoEntry> entry = files.find(file.path("path").asText());
            long offset = file.path("offset").asLong(-1);
            String pad = file.path("pad").asText("#");
            if (entry.isEmpty()
                    || pad.length() != 1
                    || offset < 0
                    || offset > entry.get().size() - length) {
                return List.of();
            }
            areas.add(
                    new ArgumentArea(
                            entry.get().position(offset, length),
                            length,
                            pad.charAt(0),
                            file.path("end").asText(ArgumentArea.NEWLINE)));
        }
        return areas;
    }
}
