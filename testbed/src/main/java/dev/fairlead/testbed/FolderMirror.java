package dev.fairlead.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * A mirror that has the files of a folder, and fails as long as another file says so.
 *
 * @param fault a file that holds a status, {@code hang} or {@code page} (200, but not what was
 *     asked for); empty or missing: all is well
 */
public record FolderMirror(Path folder, Optional<Path> fault)
        implements Function<RecordedRequest, Reply> {

    @Override
    public Reply apply(RecordedRequest request) {
        try {
            while (mood().equals("hang")) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                if (Thread.interrupted()) { // the stand-in ends
                    return Reply.status(503);
                }
            }
            return switch (mood()) {
                case "" -> file(request.path());
                case "page" -> page();
                case String status -> Reply.status(Integer.parseInt(status));
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String mood() throws IOException {
        return fault.isPresent() && Files.exists(fault.get())
                ? Files.readString(fault.get()).strip()
                : "";
    }

    private Reply file(String rawPath) throws IOException {
        Path file = folder.resolve(Percent.decode(rawPath.substring(1))).normalize();
        if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
            return Reply.status(404);
        }
        var modified = Files.getLastModifiedTime(file).toInstant().atOffset(ZoneOffset.UTC);
        String type = rawPath.endsWith(".rpm") ? "application/x-rpm" : "application/octet-stream";
        return Reply.of(Files.readAllBytes(file))
                .with(
                        Map.of(
                                "Content-Type",
                                type,
                                "Last-Modified",
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(modified)));
    }

    private static Reply page() {
        return Reply.of("<html>We are down for maintenance.</html>\n".getBytes(UTF_8))
                .with("Content-Type", "text/html; charset=utf-8");
    }
}
