package dev.fairlead.app.cli;

import dev.fairlead.app.config.EdgeSettings;
import dev.fairlead.app.config.HostSettings;
import dev.fairlead.app.edge.DeploymentSteps;
import dev.fairlead.app.edge.FilterSource;
import dev.fairlead.app.edge.RangeStore;
import dev.fairlead.app.edge.ShimBundle;
import dev.fairlead.ranges.Cloud;
import dev.fairlead.ranges.RangeFileReader;
import dev.fairlead.ranges.RangeGenerator;
import dev.fairlead.ranges.RangeTable;
import dev.fairlead.spi.CommandProvider.Console;
import dev.fairlead.spi.ConfigurationException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code fairlead edge}: what is deployed to CloudFront itself. */
@Command(
        name = "edge",
        description = "Make what runs at CloudFront's edge.",
        mixinStandardHelpOptions = true)
final class EdgeCommand {
    private final Console console;

    private EdgeCommand(Console console) {
        this.console = console;
    }

    static CommandLine create(Console console) {
        return new CommandLine(new EdgeCommand(console)).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Command(
            description = "Write the Lambda@Edge function that asks, and print how to deploy it.",
            mixinStandardHelpOptions = true)
    int bundle(@Mixin ConfigOption config, @Mixin OutputOption output) {
        EdgeSettings edge = checked(config.read()).edge();
        write(output.file(), ShimBundle.zip(edge));
        console.out().print(DeploymentSteps.of(edge, output.file()));
        return 0;
    }

    @Command(
            description = "Write the CloudFront Function that sends viewers in a cloud to us.",
            mixinStandardHelpOptions = true)
    int filter(@Mixin ConfigOption config, @Mixin OutputOption output) {
        HostSettings settings = checked(config.read());
        write(output.file(), FilterSource.of(settings).getBytes(StandardCharsets.UTF_8));
        return 0;
    }

    @Command(
            description = "Write the key-value store of that function, to be imported.",
            mixinStandardHelpOptions = true)
    int ranges(
            @Mixin ConfigOption config,
            @Option(
                            names = "--region",
                            paramLabel = "REGION",
                            description = "Default: edge.regions of the configuration.")
                    List<String> given,
            @Option(names = "--cloud", defaultValue = "AWS", description = "Default: aws.")
                    Cloud cloud,
            @Option(
                            names = "--ranges",
                            paramLabel = "FILE",
                            description =
                                    "Range files; default: ranges.files of the configuration if"
                                            + " that is read, else the embedded table.")
                    List<Path> files,
            @Mixin OutputOption output) {
        Optional<HostSettings> settings =
                given == null ? Optional.of(config.read()) : Optional.empty();
        List<String> regions = settings.map(s -> checked(s).edge().regions()).orElse(given);
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("no region; give --region, or edge.regions");
        }
        RangeTable table =
                table(
                        files == null
                                ? settings.map(s -> s.ranges().files()).orElse(List.of())
                                : files);
        RangeStore store = RangeStore.of(table, cloud, regions);
        write(output.file(), store.json().getBytes(StandardCharsets.UTF_8));
        console.out().println(output.file() + ": " + store.size() + " keys");
        return 0;
    }

    /** The other sections are for the router to check. */
    private static HostSettings checked(HostSettings settings) {
        settings.all().section("edge").requireAllRead();
        return settings;
    }

    private static RangeTable table(List<Path> files) {
        return files.isEmpty()
                ? RangeTable.embedded()
                : new RangeGenerator(new RangeFileReader()).table(files);
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new ConfigurationException(file.toString(), "can't be written: " + e);
        }
    }
}
