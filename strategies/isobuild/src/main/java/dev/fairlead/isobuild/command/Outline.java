package dev.fairlead.isobuild.command;

import com.fasterxml.jackson.databind.JsonNode;

/** JSON for people: a line for each value, indented below what it belongs to. */
final class Outline {
    private static final String INDENT = "  ";

    private Outline() {}

    static String of(JsonNode tree) {
        StringBuilder text = new StringBuilder();
        tree.properties().forEach(field -> line(text, "", field.getKey() + ":", field.getValue()));
        return text.toString();
    }

    private static void line(StringBuilder text, String indent, String label, JsonNode value) {
        text.append(indent).append(label);
        if (value.isValueNode()) {
            text.append(' ').append(value.asText()).append('\n');
            return;
        }
        text.append(value.isEmpty() ? " none\n" : "\n");
        String inner = indent + INDENT;
        value.properties().forEach(f -> line(text, inner, f.getKey() + ":", f.getValue()));
        value.valueStream().filter(_ -> value.isArray()).forEach(v -> line(text, inner, "-", v));
    }
}
