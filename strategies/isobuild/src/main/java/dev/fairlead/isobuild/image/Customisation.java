package dev.fairlead.isobuild.image;

import dev.fairlead.isobuild.cpio.CpioWriter;
import dev.fairlead.isobuild.cpio.Padding;
import dev.fairlead.spi.Body;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * What one user's image has of its own.
 *
 * @param ignition an Ignition config as it is
 * @param ramdisk an archive with more files for the initramfs, as it is
 */
public record Customisation(
        Optional<byte[]> ignition, List<KernelArgument> arguments, Optional<byte[]> ramdisk) {
    public static final Customisation NONE =
            new Customisation(Optional.empty(), List.of(), Optional.empty());

    public Customisation {
        arguments = List.copyOf(arguments);
    }

    /** The config as coreos-installer finds it: compressed, and alone in its archive. */
    Optional<Body> ignitionArchive() {
        return ignition.map(config -> Padding.padded(Body.of(archive(config))));
    }

    Optional<Body> ramdiskArchive() {
        return ramdisk.filter(bytes -> bytes.length > 0)
                .map(bytes -> Padding.padded(Body.of(bytes)));
    }

    private static byte[] archive(byte[] config) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CpioWriter cpio = new CpioWriter(new GZIPOutputStream(bytes))) {
            cpio.add("config.ign", CpioWriter.FILE, config);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
