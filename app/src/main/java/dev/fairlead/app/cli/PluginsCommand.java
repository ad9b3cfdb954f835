package dev.fairlead.app.cli;

import dev.fairlead.app.host.Rehearsal;
import dev.fairlead.app.host.Rehearsal.Description;
import dev.fairlead.app.host.Strategies;
import dev.fairlead.app.plugin.Plugin;
import dev.fairlead.spi.CommandProvider;
import dev.fairlead.spi.CommandProvider.Console;
import dev.fairlead.spi.RouteStrategyProvider;
import dev.fairlead.spi.Setting;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code fairlead plugins}: which strategies there are, from where, and what they read. */
@Command(
        description = "List the strategies, where they come from and the settings they understand.",
        mixinStandardHelpOptions = true)
final class PluginsCommand implements Callable<Integer> {
    private final Console console;

    private PluginsCommand(Console console) {
        this.console = console;
    }

    static CommandLine create(Console console) {
        return new CommandLine(new PluginsCommand(console))
                .addSubcommand("new", new NewPluginCommand(console, Path.of("")));
    }

    @Override
    public Integer call() {
        try (Strategies strategies = Strategies.installed(System.getenv())) {
            Rehearsal rehearsal = new Rehearsal(strategies, System.getenv());
            strategies
                    .builtIn()
                    .forEach((type, provider) ->
                            print(type, "part of fairlead", provider, rehearsal));
            strategies.plugins().sound().forEach(plugin -> print(plugin, rehearsal));
            strategies
                    .plugins()
                    .broken()
                    .forEach(broken -> console.err().println("fairlead: " + broken));
            return strategies.plugins().broken().isEmpty() ? 0 : 1;
        }
    }

    private void print(Plugin plugin, Rehearsal rehearsal) {
        String from = plugin.jar() + ", " + plugin.version();
        for (Map.Entry<String, RouteStrategyProvider> strategy : plugin.strategies().entrySet()) {
            print(strategy.getKey(), from, strategy.getValue(), rehearsal);
        }
        for (CommandProvider command : plugin.commands()) {
            console.out().printf("command %s (%s)%n", command.name(), from);
        }
    }

    private void print(
            String type, String from, RouteStrategyProvider provider, Rehearsal rehearsal) {
        PrintStream out = console.out();
        out.printf("strategy %s (%s)%n", type, from);
        Description description = rehearsal.describe(provider);
        for (Setting setting : description.settings()) {
            out.printf(
                    "  %-28s %-16s %-12s %s%n",
                    setting.key(), setting.type(), setting.otherwise(), setting.bounds());
        }
        description
                .problem()
                .ifPresent(problem ->
                        out.println("  and perhaps more: its example is refused: " + problem));
    }
}
