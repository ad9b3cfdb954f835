package dev.fairlead.isobuild.command;

import dev.fairlead.isobuild.image.Customisation;
import dev.fairlead.isobuild.image.CustomisationException;
import dev.fairlead.isobuild.image.KernelArgument;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What goes into an image. */
final class CustomisationOptions {
    @Option(
            names = "--ignition",
            paramLabel = "FILE",
            description = "The live system's Ignition config, or - for the standard input.")
    private Optional<String> ignition = Optional.empty();

    @Option(
            names = "--karg-append",
            paramLabel = "ARG",
            description = "A kernel argument more; repeatable.")
    private List<String> append = new ArrayList<>();

    @Option(
            names = "--karg-delete",
            paramLabel = "ARG",
            description = "A kernel argument less, as it stands; repeatable.")
    private List<String> delete = new ArrayList<>();

    @Option(
            names = "--karg-replace",
            paramLabel = "KEY=OLD=NEW",
            description = "Another value of a kernel argument; repeatable.")
    private List<String> replace = new ArrayList<>();

    @Option(
            names = "--network-keyfile",
            paramLabel = "FILE",
            description = "A connection of NetworkManager; repeatable.")
    private List<Path> keyfiles = new ArrayList<>();

    @Option(
            names = "--ramdisk",
            paramLabel = "FILE",
            description = "An archive (cpio, may be compressed) of more files for the initramfs.")
    private Optional<Path> ramdisk = Optional.empty();

    boolean areGiven() {
        return ignition.isPresent()
                || ramdisk.isPresent()
                || !(append.isEmpty()
                        && delete.isEmpty()
                        && replace.isEmpty()
                        && keyfiles.isEmpty());
    }

    Customisation read(InputStream in)
            throws CommandException, CustomisationException, IOException {
        List<KernelArgument> arguments = new ArrayList<>();
        add(arguments, "delete", delete);
        add(arguments, "append", append);
        add(arguments, "replace", replace);
        return new Customisation(
                ignition.isPresent()
                        ? Optional.of(InputFiles.ignition(ignition.get(), in))
                        : Optional.empty(),
                arguments,
                ramdisk.isPresent()
                        ? Optional.of(InputFiles.archive(ramdisk.get()))
                        : Optional.empty(),
                keyfiles());
    }

    private static void add(List<KernelArgument> all, String operation, List<String> values)
            throws CustomisationException {
        for (String value : values) {
            all.add(KernelArgument.of(operation, value));
        }
    }

    private Map<String, byte[]> keyfiles() throws CommandException, IOException {
        Map<String, byte[]> all = new TreeMap<>();
        for (Path file : keyfiles) {
            String name = String.valueOf(file.getFileName());
            if (all.put(name, Files.readAllBytes(file)) != null) {
                throw new CommandException("two keyfiles are called '" + name + "'");
            }
        }
        return all;
    }
}
