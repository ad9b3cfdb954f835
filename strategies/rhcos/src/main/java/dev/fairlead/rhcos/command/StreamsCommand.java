package dev.fairlead.rhcos.command;

import dev.fairlead.spi.CommandProvider;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
                .addSubcommand("mirror", new MirrorCommand(console));
        return commands.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, _, parsed) -> {
                    if (!(e instanceof CommandException failed)) {
                        throw e;
                    }
                    console.err().println("fairlead: " + failed.getMessage());
                    return failed.exitCode();
                })
                .execute(arguments.toArray(String[]::new));
    }

    @Command(
            name = "fairlead streams",
            description = "Works with CoreOS stream metadata.",
            mixinStandardHelpOptions = true)
    private static final class Root {}
}
