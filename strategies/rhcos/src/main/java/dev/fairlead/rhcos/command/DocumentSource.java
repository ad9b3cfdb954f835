package dev.fairlead.rhcos.command;

import dev.fairlead.rhcos.mirror.Denied;
import dev.fairlead.rhcos.mirror.Fetch;
import dev.fairlead.rhcos.stream.StreamDocument;
import dev.fairlead.rhcos.stream.StreamException;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads documents that an argument names: files, or https URLs. */
final class DocumentSource {
    private static final int MOST_BYTES = 64 << 20;
    static final int COULD_NOT_READ = 2;

    private final Fetch fetch;

    DocumentSource(Fetch fetch) {
        this.fetch = fetch;
    }

    /** A document, whatever problems it has. */
    StreamDocument read(String name) throws CommandException {
        try {
            return StreamDocument.parse(text(name));
        } catch (StreamException e) {
            throw new CommandException(1, name + ": " + e.getMessage());
        }
    }

    /** A document without problems. */
    StreamDocument readSound(String name, boolean allowHttp) throws CommandException {
        try {
            return StreamDocument.parseSound(text(name), allowHttp);
        } catch (StreamException e) {
            throw new CommandException(1, name + ": " + e.getMessage());
        }
    }

    private String text(String name) throws CommandException {
        return name.matches("https?://.*") ? fetched(name) : ofFile(Path.of(name));
    }

    private static String ofFile(Path file) throws CommandException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandException(COULD_NOT_READ, "'" + file + "' can't be read");
        }
    }

    private String fetched(String url) throws CommandException {
        try (Fetch.Answer answer = fetch.get(URI.create(url), Map.of())) {
            byte[] bytes = answer.body().readNBytes(MOST_BYTES);
            if (answer.status() == 200) {
                return new String(bytes, StandardCharsets.UTF_8);
            }
            throw new CommandException(COULD_NOT_READ, url + " answers " + answer.status());
        } catch (Denied | IOException e) {
            throw new CommandException(COULD_NOT_READ, url + " " + e.getMessage());
        }
    }
}
