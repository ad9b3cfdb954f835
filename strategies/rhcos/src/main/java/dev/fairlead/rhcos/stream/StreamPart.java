package dev.fairlead.rhcos.stream;

import java.util.List;

/** One stream of a document: most have one, a ConfigMap of OpenShift 5 several. */
record StreamPart(String name, Inset text, Json.Fields root) {

    /** The stream's own name, else that of its place in the file. */
    static StreamPart of(String name, Inset text, Json.Fields root) {
        for (String field : List.of("stream", "buildid")) {
            if (root.get(field).orElse(root) instanceof Json.Text own) {
                return new StreamPart(own.value(), text, root);
            }
        }
        return new StreamPart(name, text, root);
    }

    boolean isLegacy() {
        return root.get("baseURI").isPresent();
    }
}
