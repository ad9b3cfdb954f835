package dev.fairlead.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Content and the names that its digest gives it in a registry. */
public final class Blob {
    private final byte[] bytes;
    private final String hex;

    private Blob(byte[] bytes) {
        this.bytes = bytes.clone();
        this.hex = Hex.sha256(bytes);
    }

    public static Blob of(byte[] bytes) {
        return new Blob(bytes);
    }

    public static Blob of(String text) {
        return new Blob(text.getBytes(UTF_8));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public int size() {
        return bytes.length;
    }

    /** The digest as a registry writes it: {@code sha256:…}. */
    public String digest() {
        return "sha256:" + hex;
    }

    /** Where distribution's storage driver keeps it, without a leading slash. */
    public String key() {
        return "docker/registry/v2/blobs/sha256/" + hex.substring(0, 2) + "/" + hex + "/data";
    }
}
