package dev.fairlead.rhcos.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.fairlead.rhcos.mirror.Item;
import dev.fairlead.rhcos.mirror.Items;
import dev.fairlead.rhcos.mirror.Layout;
import dev.fairlead.rhcos.mirror.Mirror;
import dev.fairlead.rhcos.mirror.Mirror.Planned;
import dev.fairlead.rhcos.mirror.MirrorStore;
import dev.fairlead.rhcos.mirror.MirrorStore.State;
import dev.fairlead.rhcos.mirror.Sidecars;
import dev.fairlead.rhcos.stream.Artifact;
import dev.fairlead.rhcos.stream.Problem;
import dev.fairlead.rhcos.stream.Rewriter;
import dev.fairlead.rhcos.stream.StreamDocument;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of {@code streams mirror}, step by step. */
final class MirrorRun {
    private final StreamDocument document;
    private final Items items;
    private final Layout layout;
    private final Mirror mirror;
    private final MirrorStore store;
    private final List<Problem> problems = new ArrayList<>();
    private List<Planned> plan = List.of();
    private long bytes;

    /** The names of files that are there and verified. */
    private final Set<String> held = new HashSet<>();

    MirrorRun(
            StreamDocument document,
            Layout layout,
            Predicate<Artifact> selected,
            boolean signatures,
            Mirror mirror,
            MirrorStore store) {
        this.document = document;
        this.layout = layout;
        this.items = Items.of(document, layout, selected, signatures);
        this.mirror = mirror;
        this.store = store;
    }

    void plan() {
        problems.addAll(items.problems());
        plan = mirror.plan(items.all(), problems);
        plan.stream()
                .filter(p -> p.state() == State.PRESENT)
                .forEach(p -> held.add(p.item().name()));
    }

    void fetch(boolean drawn) {
        List<Item> wanted =
                plan.stream()
                        .filter(p -> p.state() != State.PRESENT)
                        .map(Planned::item)
                        .filter(items::isSelected)
                        .toList();
        try (Bars bars = new Bars(wanted.size(), drawn)) {
            List<Problem> failed = mirror.fetch(wanted, bars);
            Set<String> places = new HashSet<>(failed.stream().map(Problem::where).toList());
            wanted.stream()
                    .filter(item -> !places.contains(item.where()))
                    .forEach(item -> held.add(item.name()));
            problems.addAll(failed);
            bytes = bars.bytes();
        }
    }

    /** The document comes last, and only when all that it names is there. */
    void publish(Rewriter rewriter, String name) {
        if (!problems.isEmpty()) {
            return;
        }
        try {
            Sidecars sidecars = new Sidecars();
            for (Artifact artifact : document.artifacts()) {
                layout.name(artifact.location().url())
                        .filter(held::contains)
                        .ifPresent(n -> sidecars.add(artifact, n));
            }
            sidecars.write(store);
            Set<String> urls = new HashSet<>();
            document.artifacts().stream()
                    .flatMap(Items::urls)
                    .filter(url -> layout.name(url).filter(held::contains).isPresent())
                    .forEach(url -> rewriter.onMirror(url).ifPresent(urls::add));
            String rewritten = rewriter.rewrite(document, urls::contains);
            store.put(name, rewritten.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            problems.add(new Problem("not-stored", name, String.valueOf(e.getMessage())));
        }
    }

    List<Problem> problems() {
        return problems;
    }

    void report(boolean json, PrintStream out) {
        if (json) {
            ObjectNode root = new ObjectMapper().createObjectNode();
            for (State state : State.values()) {
                root.put(word(state), count(state));
            }
            root.put("bytes", bytes);
            problems.forEach(p ->
                    root.withArray("problems")
                            .addObject()
                            .put("rule", p.rule())
                            .put("where", p.where())
                            .put("detail", p.detail()));
            out.println(root.toPrettyString());
            return;
        }
        problems.forEach(out::println);
        String states =
                Stream.of(State.values())
                        .map(state -> count(state) + " " + word(state))
                        .collect(Collectors.joining(", "));
        out.println(states + "; " + bytes + " bytes fetched; " + problems.size() + " problems");
    }

    private long count(State state) {
        return plan.stream().filter(p -> p.state() == state && items.isSelected(p.item())).count();
    }

    private static String word(State state) {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }
}
