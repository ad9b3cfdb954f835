package dev.fairlead.app.config;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.fairlead.spi.ConfigurationException;
import dev.fairlead.spi.Settings;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The YAML file, with environment variables over it. */
public final class ConfigurationFile {
    static final String ROOT = "fairlead";

    private ConfigurationFile() {}

    /**
     * Reads a file.
     *
     * @throws ConfigurationException when it can't be read or isn't YAML with {@code fairlead:} on
     *     top
     */
    public static Settings read(Path file, Map<String, String> environment) {
        Object document = parse(file);
        if (!(document instanceof Map<?, ?> top) || !(top.get(ROOT) instanceof Map<?, ?> map)) {
            throw new ConfigurationException(
                    file.toString(), "has no map below '" + ROOT + ":', where everything belongs");
        }
        top.keySet().stream()
                .filter(key -> !ROOT.equals(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new ConfigurationException(
                            file.toString(),
                            "unknown key '"
                                    + key
                                    + "' beside '"
                                    + ROOT
                                    + ":'; everything belongs below it");
                });
        Map<String, Object> settings = new LinkedHashMap<>();
        map.forEach((key, value) -> settings.put(String.valueOf(key), value));
        return Settings.of(ROOT, EnvironmentOverlay.over(settings, environment));
    }

    private static @Nullable Object parse(Path file) {
        try {
            return YamlTree.read(Files.readString(file));
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
