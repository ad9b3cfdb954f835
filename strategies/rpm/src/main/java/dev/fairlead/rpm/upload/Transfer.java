package dev.fairlead.rpm.upload;

import dev.fairlead.rpm.file.RefusedFileException;
import dev.fairlead.rpm.upload.UploadWork.Kind;
import dev.fairlead.spi.BucketObjects;
import dev.fairlead.spi.BucketObjects.Draft;
import dev.fairlead.spi.BucketObjects.Stored;
import dev.fairlead.spi.BucketObjects.Upload;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.HeaderFields;
import dev.fairlead.spi.Upstream.Reply.Answered;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** One file on its way from the source to the bucket: read once, verified, and only then there. */
record Transfer(
        UploadSettings settings,
        BucketObjects objects,
        Origin origin,
        Repodata repodata,
        Room room,
        InstantSource clock) {

    Outcome run(UploadWork work) throws IOException {
        Deadline deadline = Deadline.in(settings.timeLimit());
        Optional<Stored> stored = objects.describe(work.key());
        if (stored.isPresent()
                && Validators.of(origin.head(work.target(), deadline)).hold(stored.get())) {
            return Outcome.PRESENT;
        }
        Optional<Listing> listing =
                settings.compareRepodata() && work.kind() == Kind.RPM
                        ? Optional.of(repodata.find(work.target(), deadline))
                        : Optional.empty();
        try (Answered answer = origin.get(work.target(), deadline)) {
            long length = length(answer.fields(), work.kind());
            try (Room.Held _ = room.take(length, deadline)) {
                return store(work, answer, listing, stored.isEmpty(), deadline);
            }
        }
    }

    private Outcome store(
            UploadWork work,
            Answered answer,
            Optional<Listing> listing,
            boolean first,
            Deadline deadline)
            throws IOException {
        long length = length(answer.fields(), work.kind());
        Upload upload = objects.upload(work.key(), draft(work, answer.fields(), first));
        try {
            var body = new PassingBody(answer.body(), upload.stream(), length, deadline);
            String sha256 = new Verification(settings).verify(work, body);
            if (listing.isPresent()) {
                listing.get().require(length, sha256);
            }
            boolean done = upload.publish(Validators.digest(sha256));
            return done ? (first ? Outcome.STORED : Outcome.RENEWED) : Outcome.OUTRUN;
        } finally {
            close(upload);
        }
    }

    private Draft draft(UploadWork work, HeaderFields fields, boolean first) {
        return new Draft(
                fields.first("Content-Type").orElse("application/octet-stream"),
                Optional.empty(),
                Validators.of(fields)
                        .metadata(origin.url(work.target()).toString(), clock.instant()),
                first);
    }

    private long length(HeaderFields fields, Kind kind) throws RefusedFileException {
        long length =
                Validators.of(fields)
                        .length()
                        .orElseThrow(() ->
                                new RefusedFileException("the source doesn't say how long it is"));
        if (length < 1 || length > settings.maxSize()) {
            throw new RefusedFileException(
                    "it has " + length + " bytes, and max-size is " + settings.maxSize());
        }
        if (fields.first("Content-Encoding").filter(e -> !e.equals("identity")).isPresent()) {
            throw new RefusedFileException("the source sends it compressed");
        }
        if (kind == Kind.RPM && type(fields).startsWith("text/html")) {
            throw new RefusedFileException("the source sends a page (text/html)");
        }
        return length;
    }

    private static String type(HeaderFields fields) {
        return fields.first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    }

    /** An interrupted thread could not tell S3 any more to forget the parts. */
    private static void close(Upload upload) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            upload.close();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
