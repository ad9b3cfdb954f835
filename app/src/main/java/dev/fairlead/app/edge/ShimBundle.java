package dev.fairlead.app.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.fairlead.app.config.EdgeSettings;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The Lambda@Edge function as a zip; the same settings give the same bytes. */
public final class ShimBundle {
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private ShimBundle() {}

    public static byte[] zip(EdgeSettings settings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, "index.js", EdgeSource.read("shim.js"));
            add(zip, "config.json", json(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(EdgeSettings settings) throws JsonProcessingException {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("functionUrl", settings.requireFunctionUrl().toString());
        config.put("auth", settings.auth().name().toLowerCase(Locale.ROOT));
        settings.region().ifPresent(region -> config.put("region", region));
        settings.secret()
                .filter(_ -> settings.auth() == EdgeSettings.Auth.SECRET)
                .ifPresent(secret -> config.put("secret", secret));
        config.put("deadlineMillis", settings.deadline().toMillis());
        config.put("paths", settings.paths());
        config.put("forwardHeaders", settings.forwardHeaders());
        config.put("redirectHosts", settings.redirectHosts());
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(config);
    }
}
