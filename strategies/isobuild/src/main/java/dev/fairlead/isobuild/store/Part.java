package dev.fairlead.isobuild.store;

import dev.fairlead.spi.HeaderFields;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The part of an image that has come, and beside it a note of what the rest must belong to; without
 * one it is of no use.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.5">RFC 9110: If-Range</a>
 */
record Part(Path file, Path note) {
    /** How much older than the answer a date must be to tell one content from the next. */
    private static final Duration STRONG = Duration.ofMinutes(1);

    /**
     * What was noted at the beginning.
     *
     * @param validator a strong one
     */
    record Begun(long count, String validator, OptionalLong length) {
        Map<String, String> fields() {
            return Map.of("Range", "bytes=" + count + '-', "If-Range", validator);
        }

        boolean isComplete() {
            return length.isPresent() && length.getAsLong() == count;
        }
    }

    /** What there is from the same source; anything else is thrown away. */
    Optional<Begun> begun(String source) throws IOException {
        if (Files.exists(file) && Files.exists(note)) {
            List<String> lines = Files.readAllLines(note, StandardCharsets.ISO_8859_1);
            if (lines.size() == 3 && lines.get(0).equals(source) && Files.size(file) > 0) {
                OptionalLong length = length(lines.get(2));
                return Optional.of(new Begun(Files.size(file), lines.get(1), length));
            }
        }
        discard();
        return Optional.empty();
    }

    /** Begins anew. */
    void begin(String source, HeaderFields fields, OptionalLong length) throws IOException {
        discard();
        Optional<String> validator = validator(fields);
        if (validator.isPresent()) {
            String known = length.isPresent() ? Long.toString(length.getAsLong()) : "";
            Files.write(
                    note,
                    List.of(source, validator.get(), known + ';'),
                    StandardCharsets.ISO_8859_1);
        }
    }

    void discard() throws IOException {
        Files.deleteIfExists(note);
        Files.deleteIfExists(file);
    }

    private static OptionalLong length(String line) {
        return line.matches("\\d{1,18};")
                ? OptionalLong.of(Long.parseLong(line.substring(0, line.length() - 1)))
                : OptionalLong.empty();
    }

    /** Empty: the source gives nothing by which the rest of the same content could be asked for. */
    static Optional<String> validator(HeaderFields fields) {
        return fields.first("ETag")
                .filter(tag -> tag.matches("\"[!#-~]{0,500}\""))
                .or(() -> fields.first("Last-Modified").filter(date -> isStrong(date, fields)));
    }

    private static boolean isStrong(String modified, HeaderFields fields) {
        try {
            Instant then = date(modified);
            return fields.first("Date")
                    .filter(now -> !date(now).isBefore(then.plus(STRONG)))
                    .isPresent();
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static Instant date(String text) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
    }
}
