package dev.fairlead.isobuild.command;

import dev.fairlead.isobuild.image.LiveImage;
import dev.fairlead.spi.Body;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code fairlead iso extract pxe}: what a network boot loads, as published. */
@Command(
        name = "pxe",
        mixinStandardHelpOptions = true,
        description =
                "Writes kernel, initramfs and root file system as <name of the ISO>-vmlinuz,"
                        + " -initrd.img and -rootfs.img.")
final class ExtractPxeCommand implements Callable<Integer> {
    private static final List<String> NAMES =
            List.of("vmlinuz", "kernel.img", "initrd.img", "rootfs.img");

    private final NewFile files;

    @Mixin private ImageArgument image = new ImageArgument();

    @Option(
            names = {"-o", "--output-dir"},
            paramLabel = "DIR",
            description = "Where to; without it: here.")
    private Path folder = Path.of("");

    ExtractPxeCommand(NewFile files) {
        this.files = files;
    }

    @Override
    public Integer call() throws CommandException, IOException {
        LiveImage base = image.open();
        String prefix = String.valueOf(image.file().getFileName()).replaceFirst("\\.iso$", "");
        Map<Path, Body> parts = new LinkedHashMap<>();
        for (String name : NAMES) {
            Optional<Body> part = base.file("images/pxeboot/" + name);
            part.ifPresent(body -> parts.put(folder.resolve(prefix + "-" + name), body));
        }
        if (parts.isEmpty()) {
            throw new CommandException("'" + image.file() + "' has no images/pxeboot");
        }
        for (Path file : parts.keySet()) {
            NewFile.requireAbsent(file);
        }
        Files.createDirectories(folder);
        for (var part : parts.entrySet()) {
            files.write(part.getKey(), part.getValue());
        }
        return 0;
    }
}
