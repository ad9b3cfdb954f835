package dev.fairlead.rhcos.command;

import dev.fairlead.spi.CommandProvider;
import dev.fairlead.spi.ConfigurationException;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** {@code fairlead streams}: works with stream metadata and the files that it names. */
public final class StreamsCommand implements CommandProvider {

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public String summary() {
        return "Rewrite, validate, compare and mirror CoreOS stream metadata.";
    }

    @Override
    public int run(List<String> arguments, Console console) {
        CommandLine commands = new CommandLine(new Root());
        commands.addSubcommand("rewrite", new RewriteCommand(console))
                .addSubcommand("validate", new ValidateCommand(console))
                .addSubcommand("diff", new DiffCommand(console))
                .addSubcommand("mirror", new MirrorCommand(console))
                .addSubcommand("promote", new PromoteCommand(console))
                .addSubcommand(
                        "gc",
                        new CommandLine(new Gc())
                                .addSubcommand("plan", new GcPlanCommand(console))
                                .addSubcommand("apply", new GcApplyCommand(console)));
        offerHelp(commands);
        return commands.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, _, _) -> failed(e, console))
                .execute(arguments.toArray(String[]::new));
    }

    private static void offerHelp(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getSubcommands().values().forEach(StreamsCommand::offerHelp);
    }

    /** What the user or a store did wrong is one line; a bug shows where it happened. */
    private static int failed(Exception e, Console console) throws Exception {
        return switch (e) {
            case CommandException failed -> told(failed, failed.exitCode(), console);
            case UncheckedIOException unread ->
                    told(Objects.requireNonNull(unread.getCause()), 1, console);
            case IOException _, ConfigurationException _ -> told(e, 1, console);
            default -> throw e;
        };
    }

    private static int told(Exception e, int exitCode, Console console) {
        console.err().println("fairlead: " + e.getMessage());
        return exitCode;
    }

    @Command(name = "fairlead streams", description = "Works with CoreOS stream metadata.")
    private static final class Root {}

    @Command(name = "gc", description = "Deletes from a mirror what nothing names any more.")
    private static final class Gc {}
}
