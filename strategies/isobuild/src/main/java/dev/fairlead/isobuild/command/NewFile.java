package dev.fairlead.isobuild.command;

import dev.fairlead.spi.Body;
import dev.fairlead.spi.CommandProvider.Console;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** What a command writes: a file appears whole, or not at all, and never in place of another. */
record NewFile(Console console, Terminal terminal) {
    /** Stands for standard output. */
    private static final Path STANDARD_OUTPUT = Path.of("-");

    /** As any other program's file, less what the umask forbids. */
    private static final FileAttribute<?> PERMISSIONS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-rw-rw-"));

    /** Fills a file that is still under another name. */
    interface Content {
        void write(Path to) throws IOException;
    }

    void write(Path file, Body body) throws IOException, CommandException {
        if (file.equals(STANDARD_OUTPUT)) {
            stream(body);
            return;
        }
        create(
                file,
                temporary -> {
                    try (FileChannel to = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                        copy(body, file.toString(), Channels.newOutputStream(to));
                        to.force(true);
                    }
                });
    }

    private void stream(Body body) throws IOException, CommandException {
        if (terminal.watched().getAsBoolean()) {
            throw new CommandException("an image on a terminal is of no use: redirect the output");
        }
        copy(body, "output", console.out());
        if (console.out().checkError()) {
            throw new CommandException("the standard output was closed too early");
        }
    }

    void create(Path file, Content content) throws IOException {
        requireAbsent(file);
        Path folder = file.toAbsolutePath().getParent();
        Path temporary =
                Files.createTempFile(folder, "." + file.getFileName(), ".part", PERMISSIONS);
        temporary.toFile().deleteOnExit(); // when the user interrupts it
        try {
            content.write(temporary);
            Files.move(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
        console.out().println(file + ": " + Files.size(file) + " bytes");
    }

    /** Before there is anything to write, as that may take long. */
    static void requireAbsent(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(file.toString());
        }
    }

    private void copy(Body body, String name, OutputStream to) throws IOException {
        try (InputStream in = watched(body.stream(), name, body.length())) {
            in.transferTo(to);
        }
    }

    private InputStream watched(InputStream in, String name, long length) {
        return terminal.watched().getAsBoolean()
                ? ProgressBar.wrap(
                        in,
                        new ProgressBarBuilder()
                                .setTaskName(name)
                                .setInitialMax(length)
                                .setConsumer(new ConsoleProgressBarConsumer(console.err()))
                                .setUnit(" MB", 1_000_000))
                : in;
    }
}
