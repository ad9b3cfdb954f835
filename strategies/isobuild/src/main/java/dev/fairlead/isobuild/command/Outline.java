package dev.fairlead.isobuild.command;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.stream.Collectors;

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
        if (value.isArray()) {
            value.forEach(item -> text.append(inner).append("- ").append(item(item)).append('\n'));
        }
    }

    private static String item(JsonNode item) {
        return item.isValueNode()
                ? item.asText()
                : item.propertyStream()
                        .map(field -> field.getKey() + " " + field.getValue().asText())
                        .collect(Collectors.joining(", "));
    }
}
