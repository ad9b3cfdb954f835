package dev.fairlead.rpm;

import dev.fairlead.rpm.upload.UploadWork;
import dev.fairlead.rpm.upload.UploadWork.Kind;
import dev.fairlead.spi.RequestPath;
import dev.fairlead.spi.RouteRequest;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Container images below {@code /v2}: blobs, and manifests by their digest. They are kept by what
 * they are made of, {@code cache/oci/blobs/sha256/<hex>}, so that repositories share their layers.
 *
 * @param prefixes of the repositories whose images are kept, whole segments
 * @see <a
 *     href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#endpoints">OCI:
 *     endpoints</a>
 */
record OciLayout(String keyPrefix, List<String> prefixes) implements Layout {
    private static final Pattern BY_DIGEST =
            Pattern.compile(
                    "/([a-z0-9/._-]+)/(blobs|manifests)/(sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})");

    /** The query doesn't count: containerd tells a mirror with it which registry it meant. */
    @Override
    public Optional<UploadWork> find(RouteRequest request) {
        String path = request.path().decoded();
        Matcher matcher = BY_DIGEST.matcher(path);
        if (!matcher.matches() || !allows(matcher.group(1))) {
            return Optional.empty();
        }
        String collection = matcher.group(2);
        return Keys.of(keyPrefix + "oci/" + collection + "/" + matcher.group(3).replace(':', '/'))
                .map(key ->
                        new UploadWork(
                                key,
                                RequestPath.encode(path).raw(),
                                collection.equals("blobs") ? Kind.BLOB : Kind.MANIFEST));
    }

    /** Whether a repository's images are kept. */
    boolean allows(String repository) {
        return prefixes.stream().anyMatch(prefix -> (repository + "/").startsWith(prefix + "/"));
    }
}
