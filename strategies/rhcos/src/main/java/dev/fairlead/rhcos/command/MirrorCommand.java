package dev.fairlead.rhcos.command;

import dev.fairlead.rhcos.mirror.Fetch;
import dev.fairlead.rhcos.mirror.Layout;
import dev.fairlead.rhcos.mirror.Mirror;
import dev.fairlead.rhcos.mirror.MirrorStore;
import dev.fairlead.rhcos.mirror.Retries;
import dev.fairlead.rhcos.stream.Rewriter;
import dev.fairlead.rhcos.stream.StreamDocument;
import dev.fairlead.spi.CommandProvider.Console;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code fairlead streams mirror}: copies what a document names, and then the document. */
@Command(
        name = "mirror",
        description =
                "Copies what a document names to a directory or bucket, and verifies "
                        + "it; last comes  the document, rewritten to --base. A run that was "
                        + "interrupted goes on where it ended.")
final class MirrorCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DOC", description = "A file or an https URL.")
    private String document = "";

    @Option(names = "--to", required = true, description = "A directory or s3://bucket/prefix.")
    private String to = "";

    @Option(names = "--region", description = "Of the bucket.")
    private String region = "us-east-1";

    @Option(
            names = "--base",
            description = "The mirror's base URL; without it no document is written.")
    private Optional<String> base = Optional.empty();

    @Option(
            names = "--from",
            description = "What names are relative to; repeatable. Without it: the hosts.")
    private List<String> from = new ArrayList<>();

    @Option(names = "--document", description = "The name of the rewritten document.")
    private Optional<String> documentName = Optional.empty();

    @Option(names = "--absent", description = "What isn't mirrored: ${COMPLETION-CANDIDATES}.")
    private Rewriter.Absent absent = Rewriter.Absent.LEAVE;

    @Option(names = "--no-signatures", negatable = false, description = "Leaves .sig files alone.")
    private boolean noSignatures;

    @Option(names = "--dry-run", description = "Prints the plan alone.")
    private boolean dryRun;

    @Option(names = "--parallel", description = "Files at a time.")
    private int parallel = 6;

    @Option(names = "--attempts", description = "At each file.")
    private int attempts = 6;

    @Option(names = "--retry-delay-ms", description = "Before the second attempt; it doubles.")
    private int retryDelay = 500;

    @Option(names = "--quiet", description = "Draws no progress bar.")
    private boolean quiet;

    @Option(names = "--json", description = "Prints the report as JSON.")
    private boolean json;

    @Option(names = "--allow-http", description = "For tests on loopback.")
    private boolean allowHttp;

    @Mixin private Selection selection = new Selection();

    MirrorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandException, IOException {
        Fetch fetch = new Fetch(console.ports().upstreams(), allowHttp);
        StreamDocument read = new DocumentSource(fetch).readSound(document, allowHttp);
        Layout layout =
                from.isEmpty() ? Layout.wholePaths(read.artifacts()) : new Layout(slashed());
        try (MirrorStore store = new StoreOption(console.ports(), region).open(to)) {
            Retries retries = new Retries(attempts, Duration.ofMillis(retryDelay));
            Mirror mirror = new Mirror(store, fetch, console.ports().threads(), retries, parallel);
            MirrorRun run =
                    new MirrorRun(read, layout, selection::takes, !noSignatures, mirror, store);
            run.plan();
            if (!dryRun) {
                run.fetch(!quiet && !json && isWatched());
                if (base.isPresent()) {
                    run.publish(new Rewriter(layout.from(), base.get(), absent), name(read));
                }
            }
            run.report(json, console.out());
            return run.problems().isEmpty() ? 0 : 1;
        }
    }

    private static boolean isWatched() {
        return Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .isPresent();
    }

    private List<String> slashed() {
        return from.stream().map(f -> f.endsWith("/") ? f : f + "/").toList();
    }

    private String name(StreamDocument read) {
        return documentName.orElse(read.streams().getFirst() + ".json");
    }
}
