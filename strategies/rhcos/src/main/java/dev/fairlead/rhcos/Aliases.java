package dev.fairlead.rhcos;

import dev.fairlead.spi.Settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Other names of directories, resolved here and never by a redirect: published one-liners don't
 * follow any. The first that fits is applied, and again, until none fits; each at most once.
 */
record Aliases(List<Alias> all) {

    record Alias(PathPrefix from, PathPrefix to) {}

    static Aliases read(Settings settings) {
        List<Alias> all = new ArrayList<>();
        for (Settings alias : settings.list("aliases")) {
            all.add(new Alias(PathPrefix.read(alias, "from"), PathPrefix.read(alias, "to")));
        }
        Aliases aliases = new Aliases(List.copyOf(all));
        for (Alias alias : all) {
            String end = aliases.resolve(alias.from().value());
            if (next(all, end).isPresent()) {
                throw settings.error(
                        "aliases",
                        "lead from '" + alias.from() + "' in a circle, by way of '" + end + "'");
            }
        }
        return aliases;
    }

    String resolve(String path) {
        Optional<Alias> fitting = next(all, path);
        if (fitting.isEmpty()) {
            return path;
        }
        List<Alias> unused = new ArrayList<>(all);
        String resolved = path;
        while (fitting.isPresent()) {
            Alias alias = fitting.get();
            unused.remove(alias);
            resolved = alias.from().exchanged(resolved, alias.to());
            fitting = next(unused, resolved);
        }
        return resolved;
    }

    private static Optional<Alias> next(List<Alias> aliases, String path) {
        return aliases.stream().filter(alias -> alias.from().holds(path)).findFirst();
    }
}
