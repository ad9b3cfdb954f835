package dev.fairlead.isobuild.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.fairlead.isobuild.cpio.CpioReader;
import dev.fairlead.isobuild.image.Area;
import dev.fairlead.isobuild.image.LiveImage;
import dev.fairlead.isobuild.iso.BootEntry;
import dev.fairlead.isobuild.iso.IsoEntry;
import dev.fairlead.isobuild.minimal.MinimalIso;
import dev.fairlead.spi.Body;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** All that is to be said of an image. */
record Inspection(LiveImage image, Optional<RootfsFit> fit) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ARTIFACTS =
            List.of(
                    "images/pxeboot/vmlinuz",
                    "images/pxeboot/kernel.img",
                    "images/pxeboot/initrd.img",
                    "images/pxeboot/rootfs.img",
                    "generic.ins",
                    "coreos/miniso.dat",
                    MinimalIso.RAMDISK,
                    MinimalIso.NMSTATE);

    /** The same as an outline. */
    String text() throws IOException {
        return Outline.of(json());
    }

    ObjectNode json() throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("file", image.file().toString())
                .put("volumeId", image.volumeId())
                .put("length", image.length())
                .put("customised", image.isCustomised());
        putIgnition(root.putObject("ignition"));
        putArguments(root);
        if (image.ramdisk().isPresent()) {
            putArea(root.putObject("ramdisk"), image.ramdisk().get());
        }
        Optional<Body> features = image.file("coreos/features.json");
        if (features.isPresent()) {
            putFeatures(root, features.get());
        }
        putBoot(root.putArray("boot"));
        ObjectNode artifacts = root.putObject("artifacts");
        for (String path : ARTIFACTS) {
            image.file(path).ifPresent(body -> artifacts.put(path, body.length()));
        }
        fit.ifPresent(known -> root.put("rootfs", known.toString()));
        return root;
    }

    private void putIgnition(ObjectNode to) {
        putArea(to, image.ignition());
        to.put("used", image.embedded().length());
        ArrayNode members = to.putArray("members");
        try (InputStream in = image.embedded().stream()) {
            CpioReader reader = new CpioReader(in);
            for (var member = reader.next(); member.isPresent(); member = reader.next()) {
                members.add(member.get().name());
            }
        } catch (IOException e) {
            to.put("problem", e.getMessage());
        }
    }

    private void putArguments(ObjectNode root) {
        if (!image.takesKernelArguments()) {
            return;
        }
        ObjectNode arguments = root.putObject("kernelArguments");
        image.publishedArguments().ifPresent(text -> arguments.put("default", text));
        image.kernelArguments().ifPresent(text -> arguments.put("current", text));
        ArrayNode areas = arguments.putArray("areas");
        image.argumentAreas().forEach(area -> putArea(areas.addObject(), area));
    }

    private void putArea(ObjectNode to, Area area) {
        to.put("file", nameAt(area.at()));
        to.put("offset", area.at());
        to.put("length", area.length());
    }

    private static void putFeatures(ObjectNode root, Body features) throws IOException {
        try (InputStream in = features.stream()) {
            root.set("features", JSON.readTree(in));
        } catch (JsonProcessingException e) {
            root.put("features", "not JSON");
        }
    }

    private void putBoot(ArrayNode to) {
        for (BootEntry entry : image.iso().bootEntries()) {
            to.addObject()
                    .put("platform", entry.platform() == BootEntry.UEFI ? "UEFI" : "BIOS")
                    .put("file", nameAt(entry.offset()))
                    .put("offset", entry.offset())
                    .put("sectors", entry.loadSectors())
                    .put("bootable", entry.bootable());
        }
    }

    /** The file to which a place belongs. */
    private String nameAt(long offset) {
        return image.iso().list().stream()
                .filter(entry -> !entry.directory() && isWithin(offset, entry))
                .map(IsoEntry::path)
                .findFirst()
                .orElse("none");
    }

    private static boolean isWithin(long offset, IsoEntry file) {
        return file.extents().stream()
                .anyMatch(e -> offset >= e.offset() && offset < e.offset() + e.length());
    }
}
