package dev.fairlead.rpm.gc;

import java.io.IOException;
import java.io.LineNumberReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * When objects were last read, as the access log of their bucket says. S3 itself doesn't keep that.
 *
 * @param reads by key, in all spellings that the log's may stand for
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html">S3: server
 *     access log format</a>
 */
record ReadLog(String bucket, Map<String, Instant> reads) {
    private static final Pattern LINE =
            Pattern.compile(
                    "\\S+ (?<bucket>\\S+) \\[(?<time>[^]]+)] \\S+ \\S+ \\S+ (?<operation>\\S+)"
                            + " (?<key>\\S+) (?:\"[^\"]*\"|-) (?<status>\\d{3}|-) .*");

    private static final Pattern READ = Pattern.compile("REST\\.(GET|HEAD)\\.OBJECT");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

    /**
     * Reads files, and all files in folders.
     *
     * @param since from when on they have to tell, or what they don't would look unused
     */
    static ReadLog read(String bucket, List<Path> paths, Instant since) throws IOException {
        ReadLog log = new ReadLog(bucket, new HashMap<>());
        Instant first = Instant.MAX;
        for (Path path : paths) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Instant begin = log.add(file);
                    first = begin.isBefore(first) ? begin : first;
                }
            }
        }
        if (!paths.isEmpty() && first.isAfter(since)) {
            throw new IOException(
                    "the access log of " + bucket + " doesn't reach back to " + since);
        }
        return log;
    }

    /**
     * When a file's first line is from. What can't be read isn't quoted: it may hold signatures.
     */
    private Instant add(Path file) throws IOException {
        Instant first = Instant.MAX;
        try (var lines = new LineNumberReader(Files.newBufferedReader(file))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher fields = LINE.matcher(line);
                if (!fields.matches()) {
                    throw new IOException(
                            "'"
                                    + file
                                    + "' is no access log of S3, see its line "
                                    + lines.getLineNumber());
                }
                if (fields.group("bucket").equals(bucket)) {
                    Instant time = TIME.parse(fields.group("time"), Instant::from);
                    first = time.isBefore(first) ? time : first;
                    note(fields, time);
                }
            }
        } catch (DateTimeParseException e) {
            throw new IOException("'" + file + "' is no access log of S3: " + e.getMessage(), e);
        }
        return first;
    }

    /** Who asks with HEAD is this program, since a client has asked for the file. */
    private void note(Matcher fields, Instant time) {
        boolean found = fields.group("status").startsWith("2");
        if (found && READ.matcher(fields.group("operation")).matches()) {
            Spellings.of(fields.group("key"))
                    .forEach(key -> reads.merge(key, time, (a, b) -> a.isAfter(b) ? a : b));
        }
    }
}
