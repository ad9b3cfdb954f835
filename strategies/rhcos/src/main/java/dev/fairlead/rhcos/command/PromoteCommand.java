package dev.fairlead.rhcos.command;

import dev.fairlead.rhcos.mirror.BucketMirror;
import dev.fairlead.rhcos.mirror.Fetch;
import dev.fairlead.rhcos.mirror.Items;
import dev.fairlead.rhcos.mirror.Layout;
import dev.fairlead.rhcos.mirror.Sidecars;
import dev.fairlead.rhcos.stream.Artifact;
import dev.fairlead.rhcos.stream.Rewriter;
import dev.fairlead.rhcos.stream.StreamDocument;
import dev.fairlead.spi.BucketObjects;
import dev.fairlead.spi.CommandProvider.Console;
import dev.fairlead.spi.ObjectKey;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * {@code fairlead streams promote}: a pre-release becomes a release, by copies within the bucket
 * under new names. What clients read first, the document, changes last.
 */
@Command(
        name = "promote",
        description =
                "Copies what a document names from one prefix of a bucket to another, "
                        + "and then writes the document that names the copies. Rolling back is "
                        + "writing the older document again.")
final class PromoteCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DOC", description = "Of the pre-release: a file or an https URL.")
    private String document = "";

    @Option(names = "--store", required = true, description = "s3://bucket/prefix of the files.")
    private String store = "";

    @Option(names = "--from", required = true, description = "URL of that prefix.")
    private String from = "";

    @Option(names = "--to", required = true, description = "s3://bucket/prefix of the copies.")
    private String to = "";

    @Option(names = "--base", required = true, description = "URL of that prefix.")
    private String base = "";

    @Option(names = "--region", description = "Of the bucket.")
    private String region = "us-east-1";

    @Option(names = "--rename", description = "OLD=NEW in names, such as a build's id; repeatable.")
    private Map<String, String> renames = new TreeMap<>();

    @Option(names = "--document", required = true, description = "The key of the new document.")
    private String pointer = "";

    PromoteCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandException, IOException {
        StoreLocation source = StoreLocation.parse(store);
        StoreLocation target = StoreLocation.parse(to);
        if (!source.bucket().equals(target.bucket())) {
            throw new CommandException(
                    2, "--store and --to must be of one bucket; see streams mirror");
        }
        Fetch fetch = new Fetch(console.ports().upstreams(), false);
        StreamDocument read = new DocumentSource(fetch).readSound(document, false);
        BucketObjects objects = new StoreOption(console.ports(), region).bucket(source.bucket());
        Layout layout = new Layout(List.of(from.endsWith("/") ? from : from + "/"));
        Map<String, String> copies = copies(read, layout, source, target, objects);
        for (Map.Entry<String, String> copy : copies.entrySet()) {
            objects.copy(new ObjectKey(copy.getKey()), new ObjectKey(copy.getValue()));
        }
        try (BucketMirror mirror =
                new BucketMirror(objects, target.prefix(), console.ports().threads())) {
            sidecars(read, layout).write(mirror);
        }
        publish(read, layout, objects);
        console.out().println(copies.size() + " files copied; " + pointer + " names them");
        return 0;
    }

    /** From key to key; nothing is copied unless all of it is there. */
    private Map<String, String> copies(
            StreamDocument read,
            Layout layout,
            StoreLocation source,
            StoreLocation target,
            BucketObjects objects)
            throws CommandException, IOException {
        Map<String, String> copies = new TreeMap<>();
        for (String url : read.artifacts().stream().flatMap(Items::urls).distinct().toList()) {
            String name = name(layout, url);
            String key = source.prefix() + name;
            if (objects.describe(new ObjectKey(key)).isEmpty()) {
                throw new CommandException(1, key + " is not in the bucket; nothing was promoted");
            }
            copies.put(key, target.prefix() + renamed(name));
        }
        if (copies.values().stream().distinct().count() != copies.size()) {
            throw new CommandException(1, "--rename gives several files one name");
        }
        return copies;
    }

    private Sidecars sidecars(StreamDocument read, Layout layout) throws CommandException {
        Sidecars sidecars = new Sidecars();
        for (Artifact artifact : read.artifacts()) {
            sidecars.add(artifact, renamed(name(layout, artifact.location().url())));
        }
        return sidecars;
    }

    private void publish(StreamDocument read, Layout layout, BucketObjects objects)
            throws IOException {
        Rewriter rewriter = new Rewriter(layout.from(), base, Rewriter.Absent.LEAVE, this::renamed);
        try (BucketMirror bucket = new BucketMirror(objects, "", console.ports().threads())) {
            String rewritten = rewriter.rewrite(read, _ -> true);
            bucket.put(pointer, rewritten.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String name(Layout layout, String url) throws CommandException {
        return layout.name(url)
                .orElseThrow(() -> new CommandException(1, url + " is not under --from"));
    }

    private String renamed(String name) {
        String renamed = name;
        for (Map.Entry<String, String> rename : renames.entrySet()) {
            renamed = renamed.replace(rename.getKey(), rename.getValue());
        }
        return renamed;
    }
}
