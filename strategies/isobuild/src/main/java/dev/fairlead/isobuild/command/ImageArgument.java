package dev.fairlead.isobuild.command;

import dev.fairlead.isobuild.image.LiveImage;
import dev.fairlead.isobuild.iso.InvalidImageException;

import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;

/** The image that a command works on. */
final class ImageArgument {
    @Parameters(paramLabel = "ISO", description = "A live ISO.")
    private Path file = Path.of("");

    Path file() {
        return file;
    }

    LiveImage open() throws CommandException, IOException {
        try {
            return LiveImage.open(file);
        } catch (InvalidImageException e) {
            throw new CommandException("'" + file + "' is not a live ISO: " + e.getMessage());
        }
    }
}
