package dev.fairlead.isobuild.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import dev.fairlead.isobuild.cpio.CpioReader;
import dev.fairlead.isobuild.cpio.Padding;
import dev.fairlead.isobuild.iso.InvalidImageException;
import dev.fairlead.isobuild.iso.IsoEntry;
import dev.fairlead.isobuild.iso.IsoFile;
import dev.fairlead.spi.Body;
import dev.fairlead.spi.Body.Bytes;
import dev.fairlead.spi.Body.FileRange;
import dev.fairlead.spi.Body.Zeros;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A live image of CoreOS on disk, read once. What one user gets of it is made of its parts and some
 * bytes in memory; making that reads nothing.
 */
public final class LiveImage {
    /** Where a minimal image takes network configuration, as assisted-image-service has it. */
    public static final String RAMDISK = "images/assisted_installer_custom.img";

    private static final String BOOT = "images/pxeboot/";
    private static final String ADDRESS = "images/initrd.addrsize";
    private static final int MAX_DIGESTS = 16 << 20;

    private final IsoFile iso;
    private final Body whole;
    private final IgnitionArea ignition;
    private final boolean ignitionHeader;
    private final long ignitionUsed;
    private final Optional<ArgumentAreas> arguments;
    private final Optional<Area> ramdisk;
    private final Optional<byte[]> loadAddress;
    private final Optional<JsonNode> features;

    private LiveImage(IsoFile iso) throws IOException {
        this.iso = iso;
        whole = Body.of(new FileRange(iso.file(), 0, iso.length()));
        ImageFiles files = new ImageFiles(iso);
        ignition = IgnitionArea.find(files);
        ignitionHeader = IgnitionArea.hasHeader(files);
        ignitionUsed = IgnitionArea.used(ignitionArea());
        arguments = ArgumentAreas.find(files);
        loadAddress = files.bytes(ADDRESS).filter(bytes -> bytes.length >= Long.BYTES);
        features = files.json("coreos/features.json");
        Optional<IsoEntry> room = files.find(RAMDISK);
        ramdisk =
                room.isPresent()
                        ? Optional.of(
                                new Area(
                                        room.get().position(0, room.get().size()),
                                        room.get().size()))
                        : Optional.empty();
    }

    /**
     * Reads an image's index.
     *
     * @throws InvalidImageException when it isn't a live image, or a damaged one
     */
    public static LiveImage open(Path file) throws IOException {
        return new LiveImage(IsoFile.open(file));
    }

    public Path file() {
        return iso.file();
    }

    /** What lies where in it. */
    public IsoFile iso() {
        return iso;
    }

    public long length() {
        return iso.length();
    }

    public String volumeId() {
        return iso.volume().volumeId();
    }

    /** A file's bytes, by its path without a leading slash. */
    public Optional<Body> file(String path) {
        return iso.find(path).filter(entry -> !entry.directory()).map(iso::body);
    }

    public Optional<Body> kernel() {
        return file(BOOT + "vmlinuz").or(() -> file(BOOT + "kernel.img")); // s390x until 4.17
    }

    public Optional<Body> rootfs() {
        return file(BOOT + "rootfs.img");
    }

    /** Where an s390x's firmware reads what to load. */
    public Optional<Body> insFile() {
        return file("generic.ins");
    }

    public boolean takesKernelArguments() {
        return arguments.isPresent();
    }

    /** The kernel's arguments as they stand in it, where they are known. */
    public Optional<String> kernelArguments() {
        return arguments.filter(ArgumentAreas::whole).map(ArgumentAreas::text);
    }

    /** The kernel's arguments with which it was published, where that is known. */
    public Optional<String> publishedArguments() {
        return arguments.flatMap(ArgumentAreas::published);
    }

    /** Where kernel arguments are, once for each boot loader. */
    public List<Area> argumentAreas() {
        return arguments.stream()
                .flatMap(all -> all.areas().stream())
                .map(area -> new Area(area.at(), area.length()))
                .toList();
    }

    /** Whether its coreos-installer or initramfs can do something, by the name in features.json. */
    public boolean hasFeature(String name) {
        return features.map(json -> json.path(name))
                .filter(value -> value.asBoolean() || value.isObject())
                .isPresent();
    }

    /** Where an Ignition archive goes. */
    public Area ignition() {
        return new Area(ignition.at(), ignition.length());
    }

    /** Where a minimal image takes network configuration. */
    public Optional<Area> ramdisk() {
        return ramdisk;
    }

    /** The archives that stand where an Ignition config goes; empty in an image as published. */
    public Body embedded() {
        return ignitionArea().slice(0, ignitionUsed);
    }

    private Body ignitionArea() {
        return body(ignition());
    }

    private Body body(Area area) {
        return whole.slice(area.at(), area.length());
    }

    /** Whether it differs from what was published, as far as that is known. */
    public boolean isCustomised() throws IOException {
        return ignitionUsed > 0
                || arguments.filter(ArgumentAreas::areChanged).isPresent()
                || (ramdisk.isPresent() && IgnitionArea.used(body(ramdisk.get())) > 0);
    }

    /**
     * The root file system that the initramfs wants. This unpacks the initramfs, which takes
     * seconds; empty when it says nothing.
     */
    public Optional<StreamHash> wantRootfs() throws IOException {
        Optional<Body> initrd = file(BOOT + "initrd.img");
        Optional<byte[]> found =
                initrd.isPresent()
                        ? CpioReader.find(initrd.get(), StreamHash.PATH, MAX_DIGESTS)
                        : Optional.empty();
        return found.isPresent()
                ? Optional.of(StreamHash.parse(new String(found.get(), UTF_8)))
                : Optional.empty();
    }

    /** The image as one user gets it. */
    public Body iso(Customisation customisation) throws CustomisationException {
        Body image = whole;
        if (!customisation.arguments().isEmpty()) {
            image = areas().apply(image, customisation.arguments());
        }
        return withArchives(image, customisation, embedded());
    }

    /** The same, but whatever was customised before is as it was published. */
    public Body isoAnew(Customisation customisation) throws CustomisationException {
        Body image = zeroed(whole, ignition());
        if (ramdisk.isPresent()) {
            image = zeroed(image, ramdisk.get());
        }
        if (arguments.isPresent() || !customisation.arguments().isEmpty()) {
            image = areas().asPublished().apply(image, customisation.arguments());
        }
        return withArchives(image, customisation, Body.EMPTY);
    }

    private static Body zeroed(Body image, Area area) {
        return image.overlaid(area.at(), Body.of(new Zeros(area.length())));
    }

    private Body withArchives(Body image, Customisation customisation, Body embedded)
            throws CustomisationException {
        if (!customisation.keyfiles().isEmpty() && !hasFeature("live-initrd-network")) {
            throw CustomisationException.unsupported(
                    "the image takes no network keyfiles: coreos/features.json has no"
                            + " live-initrd-network");
        }
        Optional<Body> archive = customisation.ignitionArchive();
        Optional<Body> files = customisation.ramdiskArchive();
        if (files.isPresent() && ramdisk.isPresent()) {
            image = withRamdisk(image, ramdisk.get(), files.get());
        } else if (files.isPresent()) {
            archive = Optional.of(archive.orElse(embedded).then(files.get()));
        }
        return archive.isPresent() ? withIgnition(image, archive.get()) : image;
    }

    private ArgumentAreas areas() throws CustomisationException {
        return arguments.orElseThrow(() ->
                CustomisationException.unsupported(
                        "the image has no place for kernel arguments: no coreos/kargs.json, and no"
                                + " marker in a boot loader's configuration"));
    }

    private static Body withRamdisk(Body image, Area area, Body files)
            throws CustomisationException {
        if (files.length() > area.length()) {
            throw CustomisationException.tooLarge(
                    "the network configuration", area.length(), files.length());
        }
        return image.overlaid(area.at(), files);
    }

    /** What was in the rest of the area goes. */
    private Body withIgnition(Body image, Body archive) throws CustomisationException {
        long left = ignition.length() - archive.length();
        if (left >= 0) {
            return image.overlaid(ignition.at(), archive.then(Body.of(new Zeros(left))));
        }
        IsoEntry file =
                ignition.file()
                        .orElseThrow(() ->
                                CustomisationException.tooLarge(
                                        "the Ignition archive",
                                        ignition.length(),
                                        archive.length()));
        return new Relocation(iso, file, ignitionHeader).apply(image, archive);
    }

    /**
     * What a machine loads over the network beside the kernel: initramfs, Ignition config, network
     * configuration, and the program for that.
     */
    public Body initrd(Customisation customisation, Optional<Body> nmstate)
            throws CustomisationException {
        if (!customisation.arguments().isEmpty()) {
            throw CustomisationException.unsupported(
                    "kernel arguments of a network boot go into its boot script");
        }
        Body base =
                file(BOOT + "initrd.img")
                        .orElseThrow(() ->
                                CustomisationException.unsupported(
                                        "the image has no " + BOOT + "initrd.img"));
        Body all = Padding.padded(base);
        for (Optional<Body> part :
                List.of(
                        customisation.ignitionArchive(),
                        customisation.ramdiskArchive(),
                        nmstate.map(Padding::padded))) {
            all = all.then(part.orElse(Body.EMPTY));
        }
        return all;
    }

    /** For s390x: where the initramfs is loaded, and how long it is. */
    public Body addressAndSize(Body initrd) throws CustomisationException {
        byte[] address =
                loadAddress.orElseThrow(
                        () -> CustomisationException.unsupported("the image has no " + ADDRESS));
        ByteBuffer both =
                ByteBuffer.allocate(2 * Long.BYTES)
                        .put(address, 0, Long.BYTES)
                        .putLong(initrd.length())
                        .flip();
        return Body.of(new Bytes(both));
    }
}
