package dev.fairlead.rhcos.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.fairlead.rhcos.gc.GitHistory;
import dev.fairlead.rhcos.gc.PinnedKeys;
import dev.fairlead.rhcos.mirror.Fetch;
import dev.fairlead.rhcos.mirror.Layout;
import dev.fairlead.spi.BucketObjects;
import dev.fairlead.spi.BucketObjects.Listed;
import dev.fairlead.spi.CommandProvider.Console;
import dev.fairlead.spi.gc.GcPlan;
import dev.fairlead.spi.gc.GcRules;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What {@code gc plan} and {@code gc apply} both need: the store, the pins and the rules. */
final class GcOptions {
    private static final List<String> KEPT = List.of(".json", ".txt", ".txt.gpg");

    @Option(names = "--store", required = true, description = "s3://bucket/prefix.")
    private String store = "";

    @Option(names = "--region", description = "Of the bucket.")
    private String region = "us-east-1";

    @Option(names = "--from", required = true, description = "URL of the prefix; repeatable.")
    private List<String> from = new ArrayList<>();

    @Option(names = "--pin", description = "A document that pins what it names; repeatable.")
    private List<String> documents = new ArrayList<>();

    @Option(
            names = "--pin-git",
            description = "FOLDER:BRANCHES:PATH[,PATH…]: every version of documents; repeatable.")
    private List<String> histories = new ArrayList<>();

    @Option(
            names = "--pin-builds",
            description = "A builds.json, whose tags pin builds; repeatable.")
    private List<Path> builds = new ArrayList<>();

    @Option(names = "--pin-prefix", description = "Where an alias leads; repeatable.")
    private List<String> prefixes = new ArrayList<>();

    @Option(names = "--keep", description = "A file with keys to keep, one per line; repeatable.")
    private List<Path> keep = new ArrayList<>();

    @Option(names = "--gone", description = "A file with pinned keys that are known to be gone.")
    private List<Path> gone = new ArrayList<>();

    @Option(names = "--age", description = "What is younger stays, in days.")
    private int days = 30;

    @Option(names = "--most-percent", description = "Refuses if more of the keys would go.")
    private int mostPercent = 20;

    StoreLocation location() throws CommandException {
        return StoreLocation.parse(store);
    }

    BucketObjects objects(Console console) throws CommandException {
        return new StoreOption(console.ports(), region).bucket(location().bucket());
    }

    /** Looks at everything anew. */
    GcPlan make(Console console) throws CommandException, IOException {
        List<Listed> inventory;
        try (Stream<Listed> listed = objects(console).list(location().prefix())) {
            inventory = listed.toList();
        }
        Layout layout = new Layout(from.stream().map(f -> f.endsWith("/") ? f : f + "/").toList());
        PinnedKeys pins = new PinnedKeys(layout, location().prefix());
        pinDocuments(console, pins);
        pinHistories(pins);
        for (Path file : builds) {
            pinTags(file, inventory, pins);
        }
        for (String prefix : prefixes) {
            pinMatching("alias " + prefix, inventory, prefix, pins);
        }
        for (Path file : keep) {
            pins.addKeys(file.toString(), lines(file));
        }
        Set<String> known = new HashSet<>();
        for (Path file : gone) {
            known.addAll(lines(file));
        }
        GcRules rules = new GcRules(Duration.ofDays(days), mostPercent, List.of(".sig"), KEPT);
        return GcPlan.make(inventory, pins.pins(known), rules, console.clock().instant());
    }

    private void pinDocuments(Console console, PinnedKeys pins) {
        DocumentSource source = new DocumentSource(new Fetch(console.ports().upstreams(), false));
        for (String document : documents) {
            try {
                pins.add(document, source.read(document));
            } catch (CommandException e) {
                pins.fail(document, String.valueOf(e.getMessage()));
            }
        }
    }

    private void pinHistories(PinnedKeys pins) throws CommandException {
        for (String history : histories) {
            String[] parts = history.split(":", 3);
            if (parts.length != 3) {
                throw new CommandException(
                        2, "--pin-git '" + history + "' is not FOLDER:BRANCHES:PATH[,PATH…]");
            }
            new GitHistory(Path.of(parts[0]), parts[1], List.of(parts[2].split(","))).pin(pins);
        }
    }

    /** A tag of cosa's names a build that must stay whole. */
    private static void pinTags(Path file, List<Listed> inventory, PinnedKeys pins) {
        try {
            JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
            if (!root.path("schema-version").asText().startsWith("1.")) {
                pins.fail(file.toString(), "is no builds.json of schema version 1");
                return;
            }
            for (JsonNode tag : root.path("tags")) {
                String build = tag.path("target").asText();
                pinMatching("tag " + tag.path("name").asText(), inventory, "/" + build + "/", pins);
            }
        } catch (IOException e) {
            pins.fail(file.toString(), "can't be read");
        }
    }

    private static void pinMatching(
            String source, List<Listed> inventory, String part, PinnedKeys pins) {
        List<String> matching =
                inventory.stream()
                        .map(o -> o.key().value())
                        .filter(key -> key.startsWith(part) || ("/" + key).contains(part))
                        .toList();
        if (matching.isEmpty()) {
            pins.fail(source, "nothing is under it");
        }
        pins.addKeys(source, matching);
    }

    private static List<String> lines(Path file) throws CommandException {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new CommandException(2, "'" + file + "' can't be read");
        }
    }
}
