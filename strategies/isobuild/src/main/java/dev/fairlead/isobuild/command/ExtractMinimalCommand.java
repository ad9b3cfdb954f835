package dev.fairlead.isobuild.command;

import dev.fairlead.isobuild.image.LiveImage;
import dev.fairlead.isobuild.minimal.MinimalIso;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code fairlead iso extract minimal}: an image that fetches its root file system at boot. */
@Command(
        name = "minimal",
        mixinStandardHelpOptions = true,
        description = "Writes a live ISO without rootfs.img, which it fetches from a URL.")
final class ExtractMinimalCommand implements Callable<Integer> {
    private final NewFile files;

    @Mixin private ImageArgument image = new ImageArgument();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "The new file.")
    private Path output = Path.of("minimal.iso");

    @Option(
            names = "--rootfs-url",
            required = true,
            paramLabel = "URL",
            description = "Where hosts fetch rootfs.img.")
    private String rootfsUrl = "";

    ExtractMinimalCommand(NewFile files) {
        this.files = files;
    }

    @Override
    public Integer call() throws CommandException, IOException {
        LiveImage base = image.open();
        if (base.rootfs().isEmpty()) {
            throw new CommandException("'" + image.file() + "' has no rootfs.img to leave out");
        }
        if (base.isCustomised()) {
            throw new CommandException(
                    "'"
                            + image.file()
                            + "' is customised: make a minimal ISO of the published one, and"
                            + " customise that");
        }
        files.create(output, to -> MinimalIso.write(base.iso(), to, rootfsUrl, Optional.empty()));
        return 0;
    }
}
