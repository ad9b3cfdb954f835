package dev.fairlead.isobuild.store;

import dev.fairlead.spi.Settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What images there are, and how they are kept.
 *
 * @param baseUrl our own, where live systems get what a minimal ISO lacks; none: no minimal ISOs
 * @param parallel how many downloads at once
 * @param onDemand fetched when first asked for, instead of at the start
 * @param diskBudget what all files together may take; only for those on demand
 */
public record StoreSettings(
        Path dataDir,
        List<ImageEntry> entries,
        Optional<URI> baseUrl,
        int parallel,
        boolean onDemand,
        long diskBudget,
        DownloadSettings download) {

    public static StoreSettings read(Settings settings) {
        boolean onDemand =
                settings.oneOf("load", List.of("at-start", "on-demand"), "at-start")
                        .equals("on-demand");
        if (settings.has("disk-budget") && !onDemand) {
            throw settings.error("disk-budget", "needs load: on-demand");
        }
        return new StoreSettings(
                Path.of(settings.string("data-dir")),
                ImageEntries.read(settings).all(),
                baseUrl(settings),
                settings.integer("parallel-downloads", 2, 1, 100),
                onDemand,
                settings.bytes("disk-budget", Long.MAX_VALUE, 1 << 20, Long.MAX_VALUE),
                DownloadSettings.read(settings.section("download")));
    }

    /** It becomes a kernel argument in the configuration of GRUB, which expands both. */
    private static Optional<URI> baseUrl(Settings settings) {
        if (!settings.has("base-url")) {
            return Optional.empty();
        }
        if (settings.string("base-url").matches(".*[$\\\\\"'\\s].*")) {
            throw settings.error("base-url", "holds a character that GRUB would take amiss");
        }
        return Optional.of(settings.url("base-url"));
    }

    /** Where a live system gets the root file system of an image. */
    Optional<String> rootfsUrl(ImageEntry entry) {
        return baseUrl.map(base ->
                base.toString().replaceFirst("/+$", "")
                        + "/boot-artifacts/rootfs?arch="
                        + entry.arch()
                        + "&version="
                        + entry.version().replace("+", "%2B"));
    }
}
