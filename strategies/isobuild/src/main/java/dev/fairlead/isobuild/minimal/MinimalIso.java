package dev.fairlead.isobuild.minimal;

import dev.fairlead.isobuild.iso.InvalidImageException;
import dev.fairlead.isobuild.iso.IsoEntry;
import dev.fairlead.isobuild.iso.IsoFile;
import dev.fairlead.spi.Body;
import dev.fairlead.spi.Body.FileRange;
import dev.fairlead.spi.Body.Zeros;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes the minimal image of a full one: without rootfs.img, which is fetched at boot, and with
 * room for a ramdisk. Nothing is written anew but what refers to places behind the gap, so that it
 * boots from CD and disk by the records that the full one has.
 */
public final class MinimalIso {
    /** Room for the ramdisk of a host's networks, under the name that other tools look for. */
    public static final String RAMDISK = "images/assisted_installer_custom.img";

    public static final String NMSTATE = "images/nmstate.img";
    private static final int RAMDISK_LENGTH = 1 << 20;
    private static final String ROOTFS = "images/pxeboot/rootfs.img";
    private static final String RECIPE = "coreos/miniso.dat";

    /** GRUB's and the kernel's own quoting; a plain URL has none of them. */
    private static final Pattern UNSAFE = Pattern.compile("[\\x00-\\x20\\x7f\"'$\\\\]");

    private MinimalIso() {}

    /**
     * Writes it; what is at {@code out} when it fails is of no use.
     *
     * @param rootfsUrl where hosts fetch rootfs.img
     * @param nmstate an archive that every host gets, if any
     * @throws InvalidImageException when the full image has no known boot configuration or layout
     */
    public static void write(IsoFile full, Path out, String rootfsUrl, Optional<Path> nmstate)
            throws IOException {
        if (UNSAFE.matcher(rootfsUrl).find()) {
            throw new IOException(
                    "the URL of rootfs.img must not contain blanks, quotes, $ or \\: " + rootfsUrl);
        }
        Optional<IsoEntry> recipe = full.find(RECIPE);
        if (recipe.isEmpty()) {
            BodyFile.write(body(full, rootfsUrl, nmstate), out);
            return;
        }
        Path base = out.resolveSibling(out.getFileName() + ".base");
        try {
            Recipe.read(full.body(recipe.get())).rebuild(full.file(), base);
            BodyFile.write(body(IsoFile.open(base), rootfsUrl, nmstate), out);
        } finally {
            Files.deleteIfExists(base);
        }
    }

    private static Body body(IsoFile iso, String rootfsUrl, Optional<Path> nmstate)
            throws IOException {
        Map<String, Body> added = new LinkedHashMap<>();
        added.put(RAMDISK, Body.of(new Zeros(RAMDISK_LENGTH)));
        if (nmstate.isPresent()) {
            Path archive = nmstate.get();
            added.put(NMSTATE, Body.of(new FileRange(archive, 0, Files.size(archive))));
        }
        var edited = new BootConfiguration(rootfsUrl, added.keySet()).edit(iso);
        return new Remake(iso, iso.find(ROOTFS)).with(edited, added);
    }
}
