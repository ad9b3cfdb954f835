package dev.fairlead.rhcos;

import dev.fairlead.spi.RouteRequest;
import dev.fairlead.spi.Settings;

import java.util.List;
import java.util.Optional;

/** From what clients ask for to what it is called in the buckets. */
record PathMap(List<PrefixRule> rules, Aliases aliases) {

    static PathMap read(Settings settings) {
        return new PathMap(PrefixRule.readAll(settings), Aliases.read(settings));
    }

    /** The path in the buckets, decoded, with a slash in front; empty: no rule is for it. */
    Optional<String> find(RouteRequest request) {
        String path = request.path().decoded();
        for (PrefixRule rule : rules) {
            if (rule.fits(request.host(), path)) {
                return Optional.of(aliases.resolve(rule.apply(path)));
            }
        }
        return Optional.empty();
    }
}
