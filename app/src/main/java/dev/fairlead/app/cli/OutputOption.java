package dev.fairlead.app.cli;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/** Where a command writes what it makes. */
final class OutputOption {
    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "Where to write it.")
    private Path file = Path.of("");

    Path file() {
        return file;
    }
}
