package dev.fairlead.isobuild.minimal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.fairlead.isobuild.iso.InvalidImageException;
import dev.fairlead.isobuild.iso.IsoEntry;
import dev.fairlead.isobuild.iso.IsoFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Edits what tells the boot loaders which kernel arguments and archives there are. */
final class BootConfiguration {
    private static final List<String> GRUB =
            List.of(
                    "EFI/redhat/grub.cfg",
                    "EFI/fedora/grub.cfg",
                    "boot/grub/grub.cfg",
                    "EFI/centos/grub.cfg");
    private static final String ISOLINUX = "isolinux/isolinux.cfg";
    private static final String ARGUMENTS = "coreos/kargs.json";
    private static final int MAX_LENGTH = 1 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final BootEdits edits;
    private final Map<String, List<Edit>> made = new LinkedHashMap<>();
    private final Map<IsoEntry, byte[]> edited = new LinkedHashMap<>();

    BootConfiguration(String rootfsUrl, Collection<String> archives) {
        this.edits = new BootEdits(rootfsUrl, archives);
    }

    /** The files that change, with what they will hold. */
    Map<IsoEntry, byte[]> edit(IsoFile iso) throws IOException {
        for (String path : GRUB) {
            Optional<IsoEntry> grub = iso.find(path);
            if (grub.isPresent()) {
                String text = text(iso, grub.get());
                edit(grub.get(), text, edits.grub(text));
                break;
            }
        }
        Optional<IsoEntry> isolinux = iso.find(ISOLINUX);
        if (isolinux.isPresent()) {
            String text = text(iso, isolinux.get());
            edit(isolinux.get(), text, edits.isolinux(text));
        }
        if (edited.isEmpty()) {
            throw new InvalidImageException("it has neither a grub.cfg nor an isolinux.cfg");
        }
        Optional<IsoEntry> arguments = iso.find(ARGUMENTS);
        if (arguments.isPresent()) {
            edited.put(arguments.get(), arguments(text(iso, arguments.get()), iso));
        }
        return edited;
    }

    private void edit(IsoEntry file, String text, List<Edit> list) {
        made.put(file.path(), list);
        edited.put(file, Edit.apply(text, list).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Bytes as characters, so that offsets stay. */
    private static String text(IsoFile iso, IsoEntry file) throws IOException {
        if (file.size() > MAX_LENGTH) {
            throw new InvalidImageException(file.path() + " in it is too large");
        }
        return StandardCharsets.ISO_8859_1.decode(iso.body(file).read()).toString();
    }

    /** The same edits in the default, and areas that lie and end elsewhere now. */
    private byte[] arguments(String text, IsoFile iso) throws IOException {
        if (!(json(text) instanceof ObjectNode root)) {
            throw new InvalidImageException("its coreos/kargs.json is not a JSON object");
        }
        String before = root.path("default").asText();
        String after = Edit.apply(before, edits.arguments(before));
        int size = root.path("size").asInt();
        int growth = after.length() - before.length();
        for (JsonNode file : root.path("files")) {
            if (file instanceof ObjectNode area) {
                List<Edit> list = edits(iso, area.path("path").asText());
                int offset = area.path("offset").asInt();
                requireGrowth(list, offset, offset + size, growth);
                area.put("offset", offset + growthBefore(list, offset));
            }
        }
        root.put("default", after).put("size", size + growth);
        return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + '\n')
                .getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode json(String text) throws InvalidImageException {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            return JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new InvalidImageException(
                    "its coreos/kargs.json is not JSON: " + e.getOriginalMessage());
        }
    }

    private List<Edit> edits(IsoFile iso, String path) throws InvalidImageException {
        return iso.find(path)
                .flatMap(file -> Optional.ofNullable(made.get(file.path())))
                .orElseThrow(() ->
                        new InvalidImageException(
                                String.format(
                                        Locale.ROOT,
                                        "its kernel arguments are in %s, which can't be changed",
                                        path)));
    }

    private static int growthBefore(List<Edit> list, int offset) {
        return list.stream().filter(edit -> edit.end() <= offset).mapToInt(Edit::growth).sum();
    }

    /** All areas must stay of one length, and hold one text. */
    private static void requireGrowth(List<Edit> list, int from, int to, int growth)
            throws InvalidImageException {
        int within =
                list.stream()
                        .filter(edit -> edit.at() >= from && edit.end() <= to)
                        .mapToInt(Edit::growth)
                        .sum();
        boolean straddling = list.stream().anyMatch(edit -> edit.at() < from && edit.end() > from);
        if (straddling || within != growth) {
            throw new InvalidImageException(
                    "its coreos/kargs.json does not say where the kernel arguments are");
        }
    }
}
