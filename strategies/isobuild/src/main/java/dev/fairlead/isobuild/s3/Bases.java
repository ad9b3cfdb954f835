package dev.fairlead.isobuild.s3;

import dev.fairlead.spi.BucketObjects;
import dev.fairlead.spi.BucketObjects.Draft;
import dev.fairlead.spi.BucketObjects.Upload;
import dev.fairlead.spi.ObjectKey;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Base images in the bucket, under the digest of what they hold: one copy for all replicas. */
final class Bases {
    private static final String SHA256 = "sha256";

    private final BucketObjects objects;
    private final String prefix;
    private final Map<String, BaseObject> known = new ConcurrentHashMap<>();

    Bases(BucketObjects objects, String prefix) {
        this.objects = objects;
        this.prefix = prefix;
    }

    private ObjectKey key(String sha256) {
        return new ObjectKey(prefix + "/base/" + sha256);
    }

    /** The copy of a file with this digest; one that was seen once is believed to stay. */
    Optional<BaseObject> find(String sha256) throws IOException {
        Optional<BaseObject> seen = Optional.ofNullable(known.get(sha256));
        if (seen.isPresent()) {
            return seen;
        }
        Optional<BaseObject> found =
                objects.describe(key(sha256))
                        .filter(stored -> sha256.equals(stored.metadata().get(SHA256)))
                        .map(stored -> new BaseObject(key(sha256), stored.entityTag()));
        found.ifPresent(base -> known.put(sha256, base));
        return found;
    }

    /** Something didn't work out with them. */
    void forget() {
        known.clear();
    }

    /** Copies a file there; nothing appears of one that doesn't have that digest any more. */
    void put(Path file, String sha256) throws IOException {
        if (find(sha256).isPresent()) {
            return;
        }
        MessageDigest digest = sha256();
        Draft draft =
                new Draft(
                        "application/octet-stream", Optional.empty(), Map.of(SHA256, sha256), true);
        try (Upload upload = objects.upload(key(sha256), draft);
                InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(upload.stream());
            if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
                throw new IOException(file + " doesn't hold any more what it did when it came");
            }
            upload.publish();
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
