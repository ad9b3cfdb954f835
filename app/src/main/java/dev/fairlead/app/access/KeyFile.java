package dev.fairlead.app.access;

import dev.fairlead.spi.ConfigurationException;

import java.nio.file.Path;

/**
 * A key that is kept in a file.
 *
 * @param setting where the file is named, for messages
 * @param id the key pair's id in CloudFront
 */
public record KeyFile(String setting, String id, Path file) {

    KeyFile relativeTo(Path configuration) {
        return new KeyFile(setting, id, configuration.resolveSibling(file));
    }

    ConfigurationException error(String problem) {
        return new ConfigurationException(setting, "'" + file + "' " + problem);
    }
}
