package dev.fairlead.isobuild.command;

import dev.fairlead.isobuild.cpio.CpioReader;
import dev.fairlead.isobuild.image.LiveImage;
import dev.fairlead.spi.CommandProvider.Console;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code fairlead iso inspect}: what an image is, and what was done to it. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Prints what a live ISO holds and what it was customised with.")
final class InspectCommand implements Callable<Integer> {
    private static final int MAX_CONFIG = 64 << 20;

    private final Console console;

    @Mixin private ImageArgument image = new ImageArgument();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Option(
            names = "--verify",
            description =
                    "Reads rootfs.img and compares it with the digests in the initramfs; exits 1"
                            + " unless it fits.")
    private boolean verify;

    @Option(names = "--ignition", description = "Prints the embedded Ignition config alone.")
    private boolean ignition;

    InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandException, IOException {
        LiveImage base = image.open();
        if (ignition) {
            console.out().writeBytes(config(base));
            console.out().flush();
            return 0;
        }
        Optional<RootfsFit> fit = verify ? Optional.of(RootfsFit.of(base)) : Optional.empty();
        Inspection inspection = new Inspection(base, fit);
        console.out().print(json ? inspection.json().toPrettyString() + "\n" : inspection.text());
        console.out().flush();
        return fit.orElse(RootfsFit.FITS) == RootfsFit.FITS ? 0 : 1;
    }

    private byte[] config(LiveImage base) throws CommandException, IOException {
        return CpioReader.find(base.embedded(), "config.ign", MAX_CONFIG)
                .orElseThrow(() ->
                        new CommandException(
                                "'" + image.file() + "' has no Ignition config embedded"));
    }
}
