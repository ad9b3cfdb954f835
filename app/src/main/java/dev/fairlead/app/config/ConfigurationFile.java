package dev.fairlead.app.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import dev.fairlead.spi.ConfigurationException;
import dev.fairlead.spi.Settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The YAML file, with environment variables over it. */
public final class ConfigurationFile {
    static final String ROOT = "fairlead";

    /** Of a key written twice the first value would be lost unnoticed. */
    private static final YAMLMapper YAML =
            YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private ConfigurationFile() {}

    /**
     * Reads a file.
     *
     * @throws ConfigurationException when it can't be read or isn't YAML with {@code fairlead:} on
     *     top
     */
    public static Settings read(Path file, Map<String, String> environment) {
        Map<String, Object> document = parse(file);
        Object tree = document.remove(ROOT);
        if (!(tree instanceof Map<?, ?> map)) {
            throw new ConfigurationException(
                    file.toString(), "has no map below '" + ROOT + ":', where everything belongs");
        }
        if (!document.isEmpty()) {
            throw new ConfigurationException(
                    file.toString(),
                    "unknown key '"
                            + document.keySet().iterator().next()
                            + "' beside '"
                            + ROOT
                            + ":'; everything belongs below it");
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        map.forEach((key, value) -> settings.put(String.valueOf(key), value));
        return Settings.of(ROOT, EnvironmentOverlay.over(settings, environment));
    }

    private static Map<String, Object> parse(Path file) {
        try {
            Map<String, Object> document =
                    YAML.readValue(Files.readString(file), new TypeReference<>() {});
            return document == null ? new LinkedHashMap<>() : document;
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new ConfigurationException(
                    file + (at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr()),
                    "is not YAML: " + firstLine(e.getOriginalMessage()));
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(file.toString(), "there is no such file");
        } catch (IOException e) {
            throw new ConfigurationException(file.toString(), "can't be read: " + e);
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
