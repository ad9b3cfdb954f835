package dev.fairlead.app.cli;

import dev.fairlead.ranges.RangeDiff;
import dev.fairlead.ranges.RangeFile;
import dev.fairlead.ranges.RangeFileReader;
import dev.fairlead.ranges.RangeGenerator;
import dev.fairlead.ranges.RangeLookup;
import dev.fairlead.ranges.RangeTable;
import dev.fairlead.spi.CommandProvider.Console;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.List;

/**
 * {@code fairlead ranges}: look-up, the generator of the embedded table, and the difference of two
 * files. Every file may be a cloud's own or a compact table.
 */
@Command(
        name = "ranges",
        description = "Look up addresses; make and compare range tables.",
        mixinStandardHelpOptions = true)
final class RangesCommand {
    private final Console console;
    private final RangeGenerator generator = new RangeGenerator(new RangeFileReader());

    private RangesCommand(Console console) {
        this.console = console;
    }

    static CommandLine create(Console console) {
        return new CommandLine(new RangesCommand(console));
    }

    @Command(
            description = "Say which cloud and region addresses belong to.",
            mixinStandardHelpOptions = true)
    int lookup(
            @Option(names = "--file", description = "Range files; default: the embedded table.")
                    List<Path> files,
            @Parameters(arity = "1..*", paramLabel = "IP") List<String> addresses) {
        RangeTable table =
                files == null || files.isEmpty() ? RangeTable.embedded() : generator.table(files);
        for (RangeFile file : table.files()) {
            console.err().println("ranges of " + file.cloud() + ": " + file.created());
        }
        RangeLookup lookup = new RangeLookup(table);
        addresses.forEach(address -> console.out().println(lookup.line(address)));
        return 0;
    }

    @Command(description = "Make a compact table of range files.", mixinStandardHelpOptions = true)
    int generate(
            @Option(
                            names = {"-o", "--output"},
                            required = true,
                            paramLabel = "FILE")
                    Path output,
            @Parameters(arity = "1..*", paramLabel = "FILE") List<Path> inputs) {
        RangeTable table = generator.generate(inputs, output);
        console.out().println(output + ": " + table.size() + " ranges");
        return 0;
    }

    @Command(
            description = "Tell which prefixes came (+), went (-) and moved to another region (~).",
            mixinStandardHelpOptions = true)
    int diff(@Parameters(paramLabel = "OLD") Path old, @Parameters(paramLabel = "NEW") Path now) {
        RangeDiff.between(generator.table(List.of(old)), generator.table(List.of(now)))
                .lines()
                .forEach(console.out()::println);
        return 0;
    }
}
