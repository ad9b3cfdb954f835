package dev.fairlead.isobuild.command;

import dev.fairlead.isobuild.image.Customisation;
import dev.fairlead.isobuild.image.CustomisationException;
import dev.fairlead.isobuild.image.LiveImage;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code fairlead iso customize}: an image with a user's own config, arguments and files. */
@Command(
        name = "customize",
        mixinStandardHelpOptions = true,
        description = "Writes a customised copy of a live ISO, or one as it was published.")
final class CustomizeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final NewFile files;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ImageArgument image = new ImageArgument();

    @Mixin private CustomisationOptions options = new CustomisationOptions();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "The new file, or - for the standard output.")
    private Path output = Path.of("-");

    @Option(
            names = {"-f", "--force"},
            description = "Drops what the image was customised with before.")
    private boolean force;

    @Option(names = "--reset", description = "Only drops what the image was customised with.")
    private boolean reset;

    CustomizeCommand(Terminal terminal, NewFile files) {
        this.terminal = terminal;
        this.files = files;
    }

    @Override
    public Integer call() throws CommandException, CustomisationException, IOException {
        if (reset == options.areGiven()) {
            throw new ParameterException(
                    spec.commandLine(),
                    reset
                            ? "--reset goes with no other change"
                            : "nothing to customise: no --ignition, --karg-…,"
                                    + " --network-keyfile, --ramdisk or --reset");
        }
        LiveImage base = image.open();
        if (!force && !reset && base.isCustomised()) {
            throw new CommandException(
                    "'" + image.file() + "' is customised already: --force drops that first");
        }
        Customisation customisation = options.read(terminal.in());
        files.write(output, base.isoAnew(customisation));
        return 0;
    }
}
