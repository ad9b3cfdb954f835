package dev.fairlead.rhcos.command;

import dev.fairlead.rhcos.mirror.DocumentCheck;
import dev.fairlead.rhcos.mirror.Fetch;
import dev.fairlead.rhcos.mirror.ServedCheck;
import dev.fairlead.rhcos.stream.Problem;
import dev.fairlead.rhcos.stream.StreamDocument;
import dev.fairlead.spi.CommandProvider.Console;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code fairlead streams validate}: the gate {@code art-mirror-validate}. */
@Command(
        name = "validate",
        description =
                "Checks a document and that all it names is served. Exits 0 when it is "
                        + "valid, 1 when it isn't, 2 when that could not be found out.")
final class ValidateCommand implements Callable<Integer> {
    private static final int VALID = 0;
    private static final int INVALID = 1;
    private static final int COULD_NOT_CHECK = 2;

    private final Console console;

    @Parameters(paramLabel = "DOC", description = "A file or an https URL.")
    private String document = "";

    @Option(names = "--prefix", description = "All URLs must be under it; repeatable.")
    private List<String> prefixes = new ArrayList<>();

    @Option(
            names = "--require",
            split = ",",
            description = "Platforms that each architecture must have.")
    private List<String> platforms = new ArrayList<>();

    @Option(names = "--deep", description = "Reads everything and compares the digests.")
    private boolean deep;

    @Option(names = "--offline", description = "Checks the document alone.")
    private boolean offline;

    @Option(names = "--json", description = "Prints the report as JSON.")
    private boolean json;

    @Option(names = "--junit", description = "Writes the report as JUnit XML too.")
    private Optional<Path> junit = Optional.empty();

    @Option(names = "--allow-http", description = "For tests on loopback.")
    private boolean allowHttp;

    ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandException, IOException {
        Fetch fetch = new Fetch(console.ports().upstreams(), allowHttp);
        StreamDocument read = new DocumentSource(fetch).read(document);
        List<Problem> problems =
                new ArrayList<>(new DocumentCheck(prefixes, platforms).check(read));
        problems.removeIf(p -> allowHttp && p.rule().matches("not-https|internal-host"));
        if (!offline) {
            problems.addAll(new ServedCheck(fetch, console.ports().threads(), deep).check(read));
        }
        report(new ProblemReport(document, read.artifacts().size(), problems));
        return exitCode(problems);
    }

    private void report(ProblemReport report) throws IOException {
        if (json) {
            report.printJson(console.out());
        } else {
            report.print(console.out());
        }
        if (junit.isPresent()) {
            report.writeJunit(junit.get());
        }
    }

    private static int exitCode(List<Problem> problems) {
        if (problems.isEmpty()) {
            return VALID;
        }
        return problems.stream().allMatch(p -> p.rule().equals(ServedCheck.NOT_CHECKED))
                ? COULD_NOT_CHECK
                : INVALID;
    }
}
