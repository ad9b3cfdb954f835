package dev.fairlead.rhcos.mirror;

import dev.fairlead.rhcos.stream.Artifact;
import dev.fairlead.rhcos.stream.Link;
import dev.fairlead.rhcos.stream.Problem;
import dev.fairlead.rhcos.stream.StreamDocument;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files that a document names, each once, and which of them are wanted. */
public final class Items {
    private final Map<String, Item> byName = new LinkedHashMap<>();
    private final Set<String> selected = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    private Items() {}

    public static Items of(
            StreamDocument document,
            Layout layout,
            Predicate<Artifact> selection,
            boolean signatures) {
        Items items = new Items();
        for (Artifact artifact : document.artifacts()) {
            boolean wanted = selection.test(artifact);
            items.add(artifact, layout, wanted);
            if (signatures && artifact.signature().isPresent()) {
                items.addSignature(artifact, artifact.signature().get(), layout, wanted);
            }
        }
        return items;
    }

    private void add(Artifact artifact, Layout layout, boolean wanted) {
        Optional<String> name = layout.name(artifact.location().url());
        if (name.isPresent()) {
            put(Item.of(artifact, name.get()));
            select(name.get(), wanted);
        } else if (wanted) {
            problems.add(
                    new Problem(
                            "outside-prefix",
                            artifact.place().toString(),
                            artifact.location().url()
                                    + " is not under "
                                    + String.join(" or ", layout.from())));
        }
    }

    /** Two hosts may have files of one path. */
    private void put(Item item) {
        Item other = byName.putIfAbsent(item.name(), item);
        if (other != null && !other.sha256().equals(item.sha256())) {
            problems.add(
                    new Problem(
                            "duplicate-name",
                            item.where(),
                            item.name() + " is another file than that of " + other.where()));
        }
    }

    private void addSignature(Artifact artifact, Link link, Layout layout, boolean wanted) {
        Optional<String> name = layout.name(link.url());
        if (name.isPresent()) {
            byName.putIfAbsent(name.get(), Item.signature(artifact, link.url(), name.get()));
            select(name.get(), wanted);
        }
    }

    private void select(String name, boolean wanted) {
        if (wanted) {
            selected.add(name);
        }
    }

    public List<Item> all() {
        return List.copyOf(byName.values());
    }

    public boolean isSelected(Item item) {
        return selected.contains(item.name());
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The URLs of an artifact and its signature. */
    public static Stream<String> urls(Artifact artifact) {
        return Stream.concat(Stream.of(artifact.location()), artifact.signature().stream())
                .map(Link::url);
    }
}
