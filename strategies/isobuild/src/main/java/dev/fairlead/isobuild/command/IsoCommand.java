package dev.fairlead.isobuild.command;

import dev.fairlead.isobuild.image.CustomisationException;
import dev.fairlead.spi.CommandProvider;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** {@code fairlead iso}: looks into live images on disk, customises them and takes them apart. */
public final class IsoCommand implements CommandProvider {
    private final Terminal terminal;

    public IsoCommand() {
        this(Terminal.system());
    }

    IsoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public String name() {
        return "iso";
    }

    @Override
    public String summary() {
        return "Inspect and customise live ISOs of CoreOS, and extract what they boot.";
    }

    @Override
    public int run(List<String> arguments, Console console) {
        NewFile files = new NewFile(console, terminal);
        CommandLine commands =
                new CommandLine(new Root())
                        .addSubcommand(new InspectCommand(console))
                        .addSubcommand(new CustomizeCommand(terminal, files))
                        .addSubcommand(
                                new CommandLine(new Extract())
                                        .addSubcommand(new ExtractPxeCommand(files))
                                        .addSubcommand(new ExtractMinimalCommand(files))
                                        .addSubcommand(new ExtractFileCommand(files)));
        return commands.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((e, _) -> misused(e, console))
                .setExecutionExceptionHandler((e, _, _) -> failed(e, console))
                .execute(arguments.toArray(String[]::new));
    }

    private static int misused(ParameterException e, Console console) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        return told(e.getMessage() + "; see " + command + " --help", 2, console);
    }

    /** What the user or an image did wrong is one line; a bug shows where it happened. */
    private static int failed(Exception e, Console console) throws Exception {
        String message =
                switch (e) {
                    case NoSuchFileException missing -> "'" + missing.getFile() + "' isn't there";
                    case FileAlreadyExistsException there ->
                            "'" + there.getFile() + "' is there already, and isn't overwritten";
                    case AccessDeniedException denied ->
                            "'" + denied.getFile() + "' can't be opened: access denied";
                    case IOException _, CommandException _, CustomisationException _ ->
                            String.valueOf(e.getMessage());
                    default -> throw e;
                };
        return told(message, 1, console);
    }

    private static int told(String message, int exitCode, Console console) {
        console.err().println("fairlead: " + message.replaceAll("\\R+", "; "));
        return exitCode;
    }

    @Command(
            name = "fairlead iso",
            mixinStandardHelpOptions = true,
            description = "Works with live ISOs of CoreOS on disk.")
    private static final class Root {}

    @Command(
            name = "extract",
            mixinStandardHelpOptions = true,
            description = "Writes parts of a live ISO, or a smaller one, to files.")
    private static final class Extract {}
}
