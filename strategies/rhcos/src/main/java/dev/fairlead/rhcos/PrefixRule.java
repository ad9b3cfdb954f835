package dev.fairlead.rhcos;

import dev.fairlead.spi.Settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What paths under a prefix are called in the buckets.
 *
 * @param host the host that it is for; empty: any
 */
record PrefixRule(Optional<String> host, PathPrefix from, PathPrefix to) {

    /** The {@code rules:} in their order, then {@code strip-prefix:}; without both, all paths. */
    static List<PrefixRule> readAll(Settings settings) {
        List<PrefixRule> rules = new ArrayList<>();
        for (Settings rule : settings.list("rules")) {
            add(rules, read(rule), rule);
        }
        if (settings.has("strip-prefix")) {
            PathPrefix stripped = PathPrefix.read(settings, "strip-prefix");
            rules.add(new PrefixRule(Optional.empty(), stripped, PathPrefix.ROOT));
        }
        return rules.isEmpty()
                ? List.of(new PrefixRule(Optional.empty(), PathPrefix.ROOT, PathPrefix.ROOT))
                : List.copyOf(rules);
    }

    private static PrefixRule read(Settings rule) {
        return new PrefixRule(
                rule.optionalString("host").map(host -> host.toLowerCase(Locale.ROOT)),
                PathPrefix.read(rule, "from"),
                PathPrefix.read(rule, "to"));
    }

    private static void add(List<PrefixRule> rules, PrefixRule next, Settings settings) {
        for (PrefixRule earlier : rules) {
            if (earlier.covers(next)) {
                throw settings.error(
                        "from",
                        "never comes into play, since the rule from '"
                                + earlier.from
                                + "' above takes all of it; put the longer prefix first");
            }
        }
        rules.add(next);
    }

    private boolean covers(PrefixRule other) {
        return (host.isEmpty() || host.equals(other.host)) && from.holds(other.from.value());
    }

    boolean fits(String requestHost, String path) {
        return (host.isEmpty() || host.get().equals(requestHost)) && from.holds(path);
    }

    String apply(String path) {
        return from.exchanged(path, to);
    }
}
