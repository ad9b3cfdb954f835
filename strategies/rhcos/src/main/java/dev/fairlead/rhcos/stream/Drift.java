package dev.fairlead.rhcos.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A difference between two documents.
 *
 * @param where architecture, platform, format and kind, whatever the streams are called
 * @param field {@code release}, {@code sha256} or another; {@code artifact} for all of it
 */
public record Drift(String where, String field, String before, String after) {
    private static final String NONE = "-";

    public static List<Drift> between(StreamDocument a, StreamDocument b) {
        Map<String, Map<String, String>> before = fields(a);
        Map<String, Map<String, String>> after = fields(b);
        Set<String> places = new LinkedHashSet<>(before.keySet());
        places.addAll(after.keySet());
        List<Drift> drifts = new ArrayList<>();
        for (String place : places) {
            drifts.addAll(between(place, before.get(place), after.get(place)));
        }
        return drifts;
    }

    private static List<Drift> between(
            String place,
            @org.jspecify.annotations.Nullable Map<String, String> before,
            @org.jspecify.annotations.Nullable Map<String, String> after) {
        if (before == null || after == null) {
            return List.of(
                    new Drift(
                            place,
                            "artifact",
                            before == null ? NONE : "there",
                            after == null ? NONE : "there"));
        }
        return before.keySet().stream()
                .filter(field -> !Objects.equals(before.get(field), after.get(field)))
                .map(field ->
                        new Drift(
                                place,
                                field,
                                before.getOrDefault(field, NONE),
                                after.getOrDefault(field, NONE)))
                .toList();
    }

    private static Map<String, Map<String, String>> fields(StreamDocument document) {
        boolean several = document.streams().stream().distinct().count() > 1;
        Map<String, Map<String, String>> fields = new LinkedHashMap<>();
        for (Artifact artifact : document.artifacts()) {
            Place p = artifact.place();
            String where =
                    (several ? p.stream() + " " : "")
                            + String.join(
                                    "/", p.architecture(), p.platform(), p.format(), p.kind());
            Map<String, String> values = new LinkedHashMap<>();
            values.put("release", artifact.release().orElse(NONE));
            values.put("sha256", artifact.sha256().orElse(NONE));
            values.put("uncompressed-sha256", artifact.uncompressedSha256().orElse(NONE));
            values.put("location", artifact.location().url());
            values.put("signature", artifact.signature().map(Link::url).orElse(NONE));
            fields.put(where, values);
        }
        return fields;
    }

    @Override
    public String toString() {
        return where + ": " + field + ": " + before + " -> " + after;
    }
}
