package dev.fairlead.isobuild.image;

import com.fasterxml.jackson.databind.JsonNode;

import dev.fairlead.isobuild.iso.IsoEntry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kernel arguments by the comment that follows them in a boot loader's configuration: only the room
 * after them is known, not where they begin. As in assisted-image-service.
 */
final class MarkedAreas {
    /** The last "#" stays, or else the boot loader takes the marker for a command. */
    private static final Pattern MARKER = Pattern.compile("\n(#*)# COREOS_KARG_EMBED_AREA");

    private static final List<String> USUAL =
            List.of(
                    "EFI/redhat/grub.cfg",
                    "EFI/fedora/grub.cfg",
                    "EFI/centos/grub.cfg",
                    "boot/grub/grub.cfg",
                    "isolinux/isolinux.cfg");

    private MarkedAreas() {}

    /** Empty when one of the files has none. */
    static List<ArgumentArea> find(ImageFiles files) throws IOException {
        List<ArgumentArea> areas = new ArrayList<>();
        for (String path : paths(files)) {
            Optional<ArgumentArea> area = area(files, path);
            if (area.isEmpty()) {
                return List.of();
            }
            areas.add(area.get());
        }
        return areas;
    }

    private static List<String> paths(ImageFiles files) throws IOException {
        Optional<JsonNode> info = files.json(DeclaredAreas.INFO);
        List<String> paths = new ArrayList<>();
        for (JsonNode path : info.map(json -> json.findValues("path")).orElse(List.of())) {
            paths.add(path.asText());
        }
        return paths.isEmpty()
                ? USUAL.stream().filter(path -> files.find(path).isPresent()).toList()
                : paths;
    }

    private static Optional<ArgumentArea> area(ImageFiles files, String path) throws IOException {
        Optional<byte[]> bytes = files.bytes(path);
        Optional<IsoEntry> entry = files.find(path);
        if (bytes.isEmpty() || entry.isEmpty()) {
            return Optional.empty();
        }
        Matcher found = MARKER.matcher(new String(bytes.get(), StandardCharsets.ISO_8859_1));
        if (!found.find()) {
            return Optional.empty();
        }
        int length = found.end(1) - found.start();
        return Optional.of(
                new ArgumentArea(
                        entry.get().position(found.start(), length),
                        length,
                        ArgumentArea.HASH,
                        ArgumentArea.NEWLINE));
    }
}
