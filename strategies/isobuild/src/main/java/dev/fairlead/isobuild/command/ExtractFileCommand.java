package dev.fairlead.isobuild.command;

import dev.fairlead.spi.Body;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code fairlead iso extract file}: one file. */
@Command(
        name = "file",
        mixinStandardHelpOptions = true,
        description = "Writes one file of a live ISO.")
final class ExtractFileCommand implements Callable<Integer> {
    private final NewFile files;

    @Mixin private ImageArgument image = new ImageArgument();

    @Parameters(index = "1", paramLabel = "PATH", description = "In the image.")
    private String path = "";

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "The new file, or - for the standard output.")
    private Path output = Path.of("-");

    ExtractFileCommand(NewFile files) {
        this.files = files;
    }

    @Override
    public Integer call() throws CommandException, IOException {
        Body body =
                image.open()
                        .file(path.replaceFirst("^/+", ""))
                        .orElseThrow(() ->
                                new CommandException(
                                        "'" + image.file() + "' has no file '" + path + "'"));
        files.write(output, body);
        return 0;
    }
}
