package dev.fairlead.app.cli;

import dev.fairlead.app.config.Configuration;
import dev.fairlead.app.config.HostSettings;

import picocli.CommandLine.Option;

import java.nio.file.Path;
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
        return Configuration.read(file, System.getenv());
    }
}
