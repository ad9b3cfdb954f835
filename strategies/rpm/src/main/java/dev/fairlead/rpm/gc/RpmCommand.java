package dev.fairlead.rpm.gc;

import dev.fairlead.spi.CommandProvider;
import dev.fairlead.spi.ConfigurationException;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** {@code fairlead rpm}: looks after the cache of packages. */
public final class RpmCommand implements CommandProvider {

    @Override
    public String name() {
        return "rpm";
    }

    @Override
    public String summary() {
        return "Delete from the cache of packages what nobody needs.";
    }

    @Override
    public int run(List<String> arguments, Console console) {
        CommandLine gc =
                new CommandLine(new Gc())
                        .addSubcommand("plan", new GcPlanCommand(console))
                        .addSubcommand("apply", new GcApplyCommand(console));
        return new CommandLine(new Root())
                .addSubcommand("gc", gc)
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((e, _, _) -> failed(e, console))
                .execute(arguments.toArray(String[]::new));
    }

    /** What the user or a store did wrong is one line; a bug shows where it happened. */
    private static int failed(Exception e, Console console) throws Exception {
        switch (e) {
            case NoSuchFileException missing ->
                    tell("'" + missing.getFile() + "' isn't there", console);
            case IOException _, UncheckedIOException _, ConfigurationException _ ->
                    tell(String.valueOf(e.getMessage()), console);
            default -> throw e;
        }
        return 1;
    }

    private static void tell(String message, Console console) {
        console.err().println("fairlead: " + message.replaceAll("\\R+", "; "));
    }

    @Command(
            name = "fairlead rpm",
            mixinStandardHelpOptions = true,
            description = "Looks after the cache of packages.")
    private static final class Root {}

    @Command(
            name = "gc",
            mixinStandardHelpOptions = true,
            description = "Deletes from the cache what nobody needs.")
    private static final class Gc {}
}
