package dev.fairlead.rpm.gc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.fairlead.spi.gc.GcPlan;
import dev.fairlead.spi.gc.GcPlan.Verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** A plan as a file, for somebody to look at before it is applied. */
record PlanFile(Instant made, GcPlan plan) {
    private static final ObjectMapper JSON = new ObjectMapper();

    String text() {
        ObjectNode root = JSON.createObjectNode().put("made", made.toString());
        plan.refusals().forEach(root.putArray("refusals")::add);
        var keys = root.putArray("keys");
        for (Verdict verdict : plan.verdicts()) {
            keys.addObject()
                    .put("key", verdict.key())
                    .put("bytes", verdict.bytes())
                    .put("lastModified", verdict.lastModified().toString())
                    .put("goes", verdict.goes())
                    .put("reason", verdict.reason());
        }
        return root.toPrettyString() + "\n";
    }

    static PlanFile read(Path file) throws IOException {
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            List<Verdict> verdicts = new ArrayList<>();
            root.required("keys").forEach(key -> verdicts.add(verdict(key)));
            List<String> refusals = new ArrayList<>();
            root.required("refusals").forEach(r -> refusals.add(r.asText()));
            return new PlanFile(
                    Instant.parse(root.required("made").asText()), new GcPlan(verdicts, refusals));
        } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
            throw new IOException("'" + file + "' is not a plan of gc plan", e);
        }
    }

    private static Verdict verdict(JsonNode key) {
        return new Verdict(
                key.required("key").asText(),
                key.required("bytes").asLong(),
                Instant.parse(key.required("lastModified").asText()),
                key.required("goes").asBoolean(),
                key.required("reason").asText());
    }
}
