package dev.fairlead.isobuild.store;

import dev.fairlead.isobuild.store.DownloadException.Reason;
import dev.fairlead.spi.HeaderFields;
import dev.fairlead.spi.Upstream.Reply.Answered;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One attempt to get an image, or the rest of it, into its part file. */
record Download(Origin origin, Part part, Progress progress) {
    private static final int BUFFER = 256 << 10;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

    /** Hears of every piece before it is written, and may refuse it. */
    interface Progress {
        void at(long count, long more, OptionalLong length) throws IOException;
    }

    /** The whole file's digest; what came is kept for another attempt if it could be its start. */
    String run() throws IOException {
        String source = Sha256.of(origin.url().toString());
        Optional<Part.Begun> begun = part.begun(source);
        MessageDigest digest = Sha256.start();
        if (begun.isPresent()) {
            Sha256.add(digest, part.file());
        }
        if (begun.isEmpty() || !begun.get().isComplete()) {
            request(source, begun, digest);
        }
        sync();
        return Sha256.hex(digest);
    }

    private void request(String source, Optional<Part.Begun> begun, MessageDigest digest)
            throws IOException {
        try (Answered answer = origin.get(begun.map(Part.Begun::fields).orElse(Map.of()))) {
            HeaderFields fields = answer.fields();
            if (answer.status() == 206 && begun.isPresent() && continues(begun.get(), fields)) {
                receive(answer.body(), digest, begun.get().count(), begun.get().length());
            } else if (answer.status() == 200) {
                requireFile(fields);
                OptionalLong length = length(fields);
                part.begin(source, fields, length);
                digest.reset();
                receive(answer.body(), digest, 0, length);
            } else {
                refuse(answer.status());
            }
        }
    }

    /** Some sources don't look at If-Range. */
    private static boolean continues(Part.Begun begun, HeaderFields fields) {
        Matcher range = CONTENT_RANGE.matcher(fields.first("Content-Range").orElse(""));
        return range.matches()
                && range.group(1).equals(Long.toString(begun.count()))
                && (begun.length().isEmpty()
                        || range.group(2).equals(Long.toString(begun.length().getAsLong())))
                && Part.validator(fields).stream().allMatch(begun.validator()::equals);
    }

    private void refuse(int status) throws IOException {
        if (status == 206 || status == 416) {
            part.discard();
            throw new DownloadException(
                    Reason.CONTENT, "the file changed while it was fetched; it is begun anew");
        }
        throw new DownloadException(Reason.STATUS, "the source answers " + status);
    }

    private static void requireFile(HeaderFields fields) throws DownloadException {
        String type = fields.first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html")) {
            throw new DownloadException(Reason.CONTENT, "the source sends a page (text/html)");
        }
        if (fields.first("Content-Encoding").filter(e -> !e.equals("identity")).isPresent()) {
            throw new DownloadException(Reason.CONTENT, "the source sends it compressed");
        }
    }

    private static OptionalLong length(HeaderFields fields) {
        Optional<String> digits =
                fields.first("Content-Length").filter(text -> text.matches("\\d{1,18}"));
        return digits.stream().mapToLong(Long::parseLong).findAny();
    }

    private void receive(InputStream body, MessageDigest digest, long from, OptionalLong length)
            throws IOException {
        byte[] buffer = new byte[BUFFER];
        long count = from;
        try (OutputStream out =
                Files.newOutputStream(
                        part.file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            progress.at(count, 0, length);
            for (int got = read(body, buffer); got >= 0; got = read(body, buffer)) {
                progress.at(count, got, length);
                write(out, buffer, got);
                digest.update(buffer, 0, got);
                count += got;
            }
        }
        if (length.isPresent() && count < length.getAsLong()) {
            throw new DownloadException(
                    Reason.NETWORK, "it broke off after " + count + " of " + length.getAsLong());
        }
        if (length.isPresent() && count > length.getAsLong()) {
            part.discard();
            throw new DownloadException(Reason.CONTENT, "it has more bytes than were announced");
        }
    }

    private static int read(InputStream body, byte[] buffer) throws IOException {
        try {
            return body.read(buffer);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new DownloadException(Reason.NETWORK, "it broke off: " + e.getMessage(), e);
        }
    }

    /** What has come gives way when the disk is full. */
    private void write(OutputStream out, byte[] buffer, int count) throws IOException {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            part.discard();
            throw DownloadException.disk("it can't be written", e);
        }
    }

    private void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(part.file(), StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
