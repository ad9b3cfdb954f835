package dev.fairlead.rhcos.command;

import dev.fairlead.rhcos.mirror.Fetch;
import dev.fairlead.rhcos.mirror.Layout;
import dev.fairlead.rhcos.stream.Rewriter;
import dev.fairlead.rhcos.stream.StreamDocument;
import dev.fairlead.spi.CommandProvider.Console;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code fairlead streams rewrite}: other URLs, and nothing else, in a document. */
@Command(
        name = "rewrite",
        description = "Prints a document whose locations and signatures are on a mirror.")
final class RewriteCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DOC", description = "A file or an https URL.")
    private String document = "";

    @Option(names = "--base", required = true, description = "The mirror's base URL.")
    private String base = "";

    @Option(
            names = "--from",
            description = "What the base replaces; repeatable. Without it: their hosts.")
    private List<String> from = new ArrayList<>();

    RewriteCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandException {
        Fetch fetch = new Fetch(console.ports().upstreams(), false);
        StreamDocument read = new DocumentSource(fetch).read(document);
        List<String> prefixes = from.isEmpty() ? Layout.wholePaths(read.artifacts()).from() : from;
        Rewriter rewriter = new Rewriter(prefixes, base, Rewriter.Absent.LEAVE);
        console.out().print(rewriter.rewrite(read, _ -> true));
        console.out().flush();
        return 0;
    }
}
