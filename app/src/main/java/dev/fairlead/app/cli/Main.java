package dev.fairlead.app.cli;

import dev.fairlead.app.host.Strategies;
import dev.fairlead.app.plugin.Plugin;
import dev.fairlead.ranges.RangeFileException;
import dev.fairlead.spi.CommandProvider;
import dev.fairlead.spi.CommandProvider.Console;
import dev.fairlead.spi.ConfigurationException;
import dev.fairlead.spi.Ports;

import picocli.CommandLine;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.ServiceLoader;

/** Runs one command line; the launcher starts this class. */
public final class Main {
    private final LazyPorts ports = new LazyPorts();
    private final Console console;

    private Main(PrintStream out, PrintStream err) {
        this.console = new MainConsole(out, err, ports);
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new Main(out, err).run(List.of(arguments)));
    }

    private int run(List<String> arguments) {
        try (ports) {
            CommandLine commands = commands();
            if (arguments.isEmpty()
                    || !commands.getSubcommands().containsKey(arguments.getFirst())) {
                addPlugins(commands);
            }
            return commands.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                    .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                    .setExecutionExceptionHandler((e, _, _) -> failed(e))
                    .execute(arguments.toArray(String[]::new));
        }
    }

    private CommandLine commands() {
        CommandLine commands =
                new CommandLine(new RootCommand())
                        .addSubcommand("serve", new ServeCommand(console))
                        .addSubcommand("check", new CheckCommand(console))
                        .addSubcommand("explain", new ExplainCommand(console))
                        .addSubcommand("invoke", new InvokeCommand(console))
                        .addSubcommand("sign", new SignCommand(console, InstantSource.system()))
                        .addSubcommand("ranges", RangesCommand.create(console))
                        .addSubcommand("plugins", PluginsCommand.create(console))
                        .addSubcommand("edge", EdgeCommand.create(console));
        for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
            commands.addSubcommand(provider.name(), ProvidedCommand.create(provider, console));
        }
        return commands;
    }

    /**
     * Only for who asks for a command that isn't the program's own: the others don't wait for it.
     */
    private void addPlugins(CommandLine commands) {
        Strategies strategies = Strategies.installed(System.getenv());
        strategies
                .plugins()
                .broken()
                .forEach(broken -> console.err().println("fairlead: " + broken));
        for (Plugin plugin : strategies.plugins().sound()) {
            for (CommandProvider provider : plugin.commands()) {
                add(commands, plugin, provider);
            }
        }
    }

    private void add(CommandLine commands, Plugin plugin, CommandProvider provider) {
        if (commands.getSubcommands().containsKey(provider.name())) {
            console.err()
                    .println(
                            "fairlead: plugin "
                                    + plugin.jar()
                                    + " brings the command '"
                                    + provider.name()
                                    + "', which there is already; it is left out");
            return;
        }
        commands.addSubcommand(provider.name(), ProvidedCommand.create(provider, console));
    }

    /** Faults of the user's are one line; a bug shows where it happened. */
    private int failed(Exception e) {
        switch (e) {
            case IllegalArgumentException _ -> {
                console.err().println("fairlead: " + e.getMessage());
                return 2; // as for arguments that picocli refuses
            }
            case ConfigurationException _, RangeFileException _ ->
                    console.err().println("fairlead: " + e.getMessage());
            default -> {
                console.err().println("fairlead: failed unexpectedly, please report this:");
                e.printStackTrace(console.err());
            }
        }
        return 1;
    }

    private record MainConsole(PrintStream out, PrintStream err, LazyPorts lazy)
            implements Console {
        @Override
        public InstantSource clock() {
            return InstantSource.system();
        }

        @Override
        public Ports ports() {
            return lazy.get();
        }

        @Override
        public int run(List<String> commandLine) {
            return new Main(out, err).run(commandLine);
        }

        @Override
        public Console printingTo(PrintStream other) {
            return new MainConsole(other, err, lazy);
        }
    }
}
