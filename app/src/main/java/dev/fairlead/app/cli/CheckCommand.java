package dev.fairlead.app.cli;

import dev.fairlead.app.config.HostSettings;
import dev.fairlead.app.host.Rehearsal;
import dev.fairlead.app.host.Strategies;
import dev.fairlead.spi.CommandProvider.Console;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.concurrent.Callable;

/** {@code fairlead check}: whether a start would succeed. */
@Command(
        description = "Tell what is wrong with a configuration; nothing is started or asked.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private ConfigOption config = new ConfigOption();

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        HostSettings settings = config.read();
        try (Strategies strategies = Strategies.installed(System.getenv())) {
            strategies
                    .plugins()
                    .broken()
                    .forEach(broken -> console.err().println("fairlead: " + broken));
            List<String> problems = new Rehearsal(strategies, System.getenv()).check(settings);
            problems.forEach(problem -> console.err().println("fairlead: " + problem));
            if (problems.isEmpty()) {
                console.out()
                        .println(
                                "the configuration is right: "
                                        + settings.mounts().size()
                                        + " mounts");
            }
            return problems.isEmpty() ? 0 : 1;
        }
    }
}
