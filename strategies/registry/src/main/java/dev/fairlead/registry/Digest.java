package dev.fairlead.registry;

import java.util.Optional;

/**
 * Finds the sha256 digest that a path names. By hand, since this is done for every request.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests">OCI:
 *     digests</a>
 */
final class Digest {
    private static final String STORAGE = "/docker/registry/v2/blobs/sha256/";
    private static final String OCI = "/v2/";
    private static final String BLOBS = "/blobs/sha256:";
    private static final int HEX = 64;

    private Digest() {}

    /** The digest of {@code …/blobs/sha256/xx/<64 hex>/data}, where {@code xx} must match. */
    static Optional<String> ofStoragePath(String path) {
        int hex = STORAGE.length() + 3;
        boolean shaped =
                path.length() == hex + HEX + "/data".length()
                        && path.startsWith(STORAGE)
                        && path.charAt(hex - 1) == '/'
                        && path.endsWith("/data")
                        && path.regionMatches(STORAGE.length(), path, hex, 2);
        return shaped ? hexAt(path, hex) : Optional.empty();
    }

    /** The digest of {@code /v2/<name>/blobs/sha256:<64 hex>}. */
    static Optional<String> ofOciPath(String path) {
        int hex = path.length() - HEX;
        int blobs = hex - BLOBS.length();
        boolean shaped =
                blobs > OCI.length() && path.startsWith(OCI) && path.startsWith(BLOBS, blobs);
        return shaped ? hexAt(path, hex) : Optional.empty();
    }

    private static Optional<String> hexAt(String path, int from) {
        for (int i = from; i < from + HEX; i++) {
            char c = path.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return Optional.empty();
            }
        }
        return Optional.of(path.substring(from, from + HEX));
    }
}
