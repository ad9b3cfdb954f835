package dev.fairlead.rhcos.stream;

import dev.fairlead.rhcos.stream.Json.Span;
import dev.fairlead.rhcos.stream.StreamDocument.PartEdit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Takes fields out of objects, and objects that get empty by it out of theirs. */
final class Removal {
    /** How deep platforms stand: architectures, x86_64, artifacts, metal. */
    private static final int PLATFORM = 4;

    private final Set<List<String>> paths;
    private final List<Edit> edits = new ArrayList<>();

    private Removal(Set<List<String>> paths) {
        this.paths = paths;
    }

    /** The edits that take away what stands at these paths, by part. */
    static Stream<PartEdit> of(StreamDocument document, Map<Integer, Set<List<String>>> paths) {
        return paths.entrySet().stream()
                .flatMap(entry -> {
                    Removal removal = new Removal(entry.getValue());
                    removal.visit(document.part(entry.getKey()).root(), List.of());
                    return removal.edits.stream().map(edit -> new PartEdit(entry.getKey(), edit));
                });
    }

    private void visit(Json.Fields fields, List<String> path) {
        List<Json.Member> members = fields.members();
        boolean anyBefore = false;
        for (int i = 0; i < members.size(); i++) {
            Json.Member member = members.get(i);
            List<String> inner = append(path, member.name());
            if (goes(member.value(), inner)) {
                edits.add(new Edit(extent(members, i, anyBefore), ""));
            } else {
                anyBefore = true;
                if (member.value() instanceof Json.Fields below) {
                    visit(below, inner);
                }
            }
        }
    }

    /** With the comma before it; where nothing stays before it, with the one behind it. */
    private static Span extent(List<Json.Member> members, int i, boolean anyBefore) {
        Json.Member member = members.get(i);
        if (anyBefore) {
            return new Span(members.get(i - 1).value().span().end(), member.value().span().end());
        }
        return i + 1 < members.size()
                ? new Span(member.start(), members.get(i + 1).start())
                : new Span(member.start(), member.value().span().end());
    }

    private boolean goes(Json value, List<String> path) {
        if (paths.contains(path)) {
            return true;
        }
        // A platform goes with its last format, though its release would stay; the maps above
        // platforms stay, since clients want them (coreos-stream-metadata: they are not optional).
        if (path.size() < PLATFORM || !(value instanceof Json.Fields fields)) {
            return false;
        }
        Optional<Json> formats = fields.get("formats");
        return formats.isPresent()
                ? goes(formats.get(), append(path, "formats"))
                : !fields.members().isEmpty()
                        && fields.members().stream()
                                .allMatch(m -> goes(m.value(), append(path, m.name())));
    }

    private static List<String> append(List<String> path, String name) {
        return Stream.concat(path.stream(), Stream.of(name)).toList();
    }
}
