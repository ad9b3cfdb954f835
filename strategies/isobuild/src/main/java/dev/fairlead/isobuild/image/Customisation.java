package dev.fairlead.isobuild.image;

import dev.fairlead.isobuild.cpio.CpioWriter;
import dev.fairlead.isobuild.cpio.Padding;
import dev.fairlead.spi.Body;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * What one user's image has of its own.
 *
 * @param ignition an Ignition config as it is
 * @param ramdisk an archive with more files for the initramfs, as it is
 * @param keyfiles NetworkManager's connections by the names of their files
 */
public record Customisation(
        Optional<byte[]> ignition,
        List<KernelArgument> arguments,
        Optional<byte[]> ramdisk,
        Map<String, byte[]> keyfiles) {
    public static final Customisation NONE =
            new Customisation(Optional.empty(), List.of(), Optional.empty());

    /** Where the initramfs looks for keyfiles; its parent may be missing there too. */
    private static final List<String> NETWORK = List.of("etc", "etc/coreos-firstboot-network");

    public Customisation {
        arguments = List.copyOf(arguments);
        keyfiles = Collections.unmodifiableMap(new TreeMap<>(keyfiles));
    }

    /** Without keyfiles. */
    public Customisation(
            Optional<byte[]> ignition, List<KernelArgument> arguments, Optional<byte[]> ramdisk) {
        this(ignition, arguments, ramdisk, Map.of());
    }

    /** The config as coreos-installer finds it: compressed, beside keyfiles at most. */
    Optional<Body> ignitionArchive() {
        return ignition.isEmpty() && keyfiles.isEmpty()
                ? Optional.empty()
                : Optional.of(Padding.padded(Body.of(archive())));
    }

    Optional<Body> ramdiskArchive() {
        return ramdisk.filter(bytes -> bytes.length > 0)
                .map(bytes -> Padding.padded(Body.of(bytes)));
    }

    private byte[] archive() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CpioWriter cpio = new CpioWriter(new GZIPOutputStream(bytes))) {
            if (ignition.isPresent()) {
                cpio.add("config.ign", CpioWriter.FILE, ignition.get());
            }
            for (String directory : keyfiles.isEmpty() ? List.<String>of() : NETWORK) {
                cpio.add(directory, CpioWriter.DIRECTORY, new byte[0]);
            }
            for (var keyfile : keyfiles.entrySet()) {
                String name = NETWORK.getLast() + '/' + keyfile.getKey();
                cpio.add(name, CpioWriter.SECRET, keyfile.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
