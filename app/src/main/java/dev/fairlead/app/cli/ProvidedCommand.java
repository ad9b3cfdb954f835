package dev.fairlead.app.cli;

import dev.fairlead.spi.CommandProvider;
import dev.fairlead.spi.CommandProvider.Console;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A command of a plugin's: its arguments are its own to read. */
@Command
final class ProvidedCommand implements Callable<Integer> {
    private final CommandProvider provider;
    private final Console console;

    @Parameters(arity = "0..*", hidden = true)
    private List<String> arguments = new ArrayList<>();

    private ProvidedCommand(CommandProvider provider, Console console) {
        this.provider = provider;
        this.console = console;
    }

    static CommandLine create(CommandProvider provider, Console console) {
        CommandLine command =
                new CommandLine(new ProvidedCommand(provider, console))
                        .setUnmatchedOptionsArePositionalParams(true);
        command.getCommandSpec().usageMessage().description(provider.summary());
        return command;
    }

    @Override
    public Integer call() throws Exception {
        return provider.run(arguments, console);
    }
}
