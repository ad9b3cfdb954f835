package dev.fairlead.rhcos;

import dev.fairlead.spi.Settings;
import dev.fairlead.spi.copies.CopyLimits;

import java.net.URI;
import java.util.Optional;

/**
 * The strategy's settings besides its copies and areas.
 *
 * @param indexHtml whether a directory is its {@code index.html}
 * @param rootRedirect where {@code /} leads; empty: it is a directory like any other
 */
record RhcosSettings(
        PathMap paths, boolean indexHtml, Optional<URI> rootRedirect, CopyLimits limits) {

    static RhcosSettings read(Settings settings) {
        return new RhcosSettings(
                PathMap.read(settings),
                settings.flag("index-html", false),
                settings.has("root-redirect")
                        ? Optional.of(settings.url("root-redirect"))
                        : Optional.empty(),
                CopyLimits.read(settings));
    }
}
