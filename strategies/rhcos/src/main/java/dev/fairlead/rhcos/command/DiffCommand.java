package dev.fairlead.rhcos.command;

import dev.fairlead.rhcos.mirror.Fetch;
import dev.fairlead.rhcos.stream.Drift;
import dev.fairlead.spi.CommandProvider.Console;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;

/** {@code fairlead streams diff}: whether two documents name the same files. */
@Command(
        name = "diff",
        description = "Prints what differs between two documents; exits 1 if anything does.")
final class DiffCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "A")
    private String before = "";

    @Parameters(index = "1", paramLabel = "B")
    private String after = "";

    DiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandException {
        DocumentSource source = new DocumentSource(new Fetch(console.ports().upstreams(), false));
        List<Drift> drifts = Drift.between(source.read(before), source.read(after));
        drifts.forEach(console.out()::println);
        return drifts.isEmpty() ? 0 : 1;
    }
}
