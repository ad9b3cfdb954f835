package dev.fairlead.rhcos.mirror;

import dev.fairlead.spi.BucketObjects;
import dev.fairlead.spi.BucketObjects.Draft;
import dev.fairlead.spi.BucketObjects.Stored;
import dev.fairlead.spi.BucketObjects.Upload;
import dev.fairlead.spi.ObjectKey;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * A mirror in a bucket. S3 keeps no part of a file for later, so that an interrupted one begins
 * anew.
 */
public final class BucketMirror implements MirrorStore {
    private static final String FOREVER = "max-age=31536000, immutable";

    private final BucketObjects objects;
    private final String prefix;
    private final Executor threads;

    public BucketMirror(BucketObjects objects, String prefix, Executor threads) {
        this.objects = objects;
        this.prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        this.threads = threads;
    }

    @Override
    public State state(Item item) throws IOException {
        Optional<Stored> stored = objects.describe(key(item.name()));
        if (stored.isEmpty()) {
            return State.NEW;
        }
        String known = stored.get().metadata().getOrDefault("sha256", "");
        if (item.sha256().isEmpty() || item.sha256().get().equals(known)) {
            return State.PRESENT;
        }
        return known.isEmpty() && isAsWanted(item) ? State.PRESENT : State.CHANGED;
    }

    /** Somebody else put it there. */
    private boolean isAsWanted(Item item) throws IOException {
        Optional<InputStream> content = objects.read(key(item.name()), 0);
        if (content.isEmpty()) {
            return false;
        }
        try (InputStream in = content.get();
                Digests digests = Digests.of(item, threads)) {
            digests.updateAll(in);
            return digests.mismatch(item).isEmpty();
        }
    }

    @Override
    public Writing write(Item item) throws IOException {
        Map<String, String> metadata = item.sha256().map(s -> Map.of("sha256", s)).orElse(Map.of());
        Draft draft = new Draft("application/octet-stream", Optional.of(FOREVER), metadata, false);
        return new Uploading(objects, key(item.name()), draft);
    }

    @Override
    public void put(String name, byte[] content) throws IOException {
        String type = name.endsWith(".json") ? "application/json" : "text/plain";
        Draft draft = new Draft(type, Optional.of("max-age=300"), Map.of(), false);
        try (Upload upload = objects.upload(key(name), draft)) {
            upload.stream().write(content);
            upload.publish();
        }
    }

    private ObjectKey key(String name) {
        return new ObjectKey(prefix + name);
    }

    @Override
    public void close() {}

    /** An upload, begun again where it must be. */
    private static final class Uploading implements Writing {
        private final BucketObjects objects;
        private final ObjectKey key;
        private final Draft draft;
        private Upload upload;

        Uploading(BucketObjects objects, ObjectKey key, Draft draft) throws IOException {
            this.objects = objects;
            this.key = key;
            this.draft = draft;
            this.upload = objects.upload(key, draft);
        }

        @Override
        public InputStream before() {
            return InputStream.nullInputStream();
        }

        @Override
        public Optional<String> entityTag() {
            return Optional.empty();
        }

        @Override
        public void restart(Optional<String> entityTag) throws IOException {
            upload.close();
            upload = objects.upload(key, draft);
        }

        @Override
        public OutputStream stream() {
            return upload.stream();
        }

        @Override
        public void finish() throws IOException {
            upload.publish();
        }

        @Override
        public void close() throws IOException {
            upload.close();
        }
    }
}
