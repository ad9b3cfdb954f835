package dev.fairlead.app.cli;

import dev.fairlead.app.config.ConfigurationFile;
import dev.fairlead.app.config.HostSettings;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Which configuration a command reads. */
final class ConfigOption {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The configuration; else what FAIRLEAD_CONFIG names, else application.yml.")
    private Optional<Path> file = Optional.empty();

    /** What the command line names, if it does. */
    Optional<Path> file() {
        return file;
    }

    HostSettings read() {
        Map<String, String> environment = System.getenv();
        Path path = file.orElseGet(() -> ConfigurationFile.chosen(environment));
        return HostSettings.read(ConfigurationFile.read(path, environment)).relativeTo(path);
    }
}
