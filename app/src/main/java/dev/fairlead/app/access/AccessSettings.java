package dev.fairlead.app.access;

import dev.fairlead.spi.Settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who may have what a mount has: a mount's {@code access}. */
public sealed interface AccessSettings {

    /** Anybody. */
    record Public() implements AccessSettings {}

    /**
     * Whoever has a signed URL or signed cookies.
     *
     * @param signedFor scheme and authority that URLs are signed for
     * @param verifiedCache how many signatures are remembered
     */
    record Signed(List<KeyFile> keys, String signedFor, Duration clockSkew, int verifiedCache)
            implements AccessSettings {
        @Override
        public Signed relativeTo(Path configuration) {
            return new Signed(
                    keys.stream().map(key -> key.relativeTo(configuration)).toList(),
                    signedFor,
                    clockSkew,
                    verifiedCache);
        }
    }

    /** Reads {@code access} of a mount's settings. */
    static AccessSettings read(Settings mount) {
        if (!mount.has("access")) {
            throw mount.error(
                    "access",
                    "is missing; say 'public' if anybody may have what is mounted here, or give"
                            + " cloudfront-keys");
        }
        if (mount.hasMap("access")) {
            return signed(mount.section("access"));
        }
        mount.oneOf("access", List.of("public"));
        return new Public();
    }

    /** The same, with key files found beside the configuration file that names them. */
    default AccessSettings relativeTo(Path configuration) {
        return this;
    }

    private static Signed signed(Settings access) {
        List<KeyFile> keys = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Settings entry : access.list("cloudfront-keys")) {
            KeyFile key = key(entry, "id", "public-key-file");
            if (!ids.add(key.id())) {
                throw entry.error("id", "'" + key.id() + "' is there twice");
            }
            keys.add(key);
        }
        if (keys.isEmpty()) {
            throw access.error("cloudfront-keys", "names no key; give at least one");
        }
        return new Signed(
                List.copyOf(keys),
                site(access),
                access.duration("clock-skew", Duration.ZERO, Duration.ZERO, Duration.ofMinutes(5)),
                access.integer("verified-cache", 10_000, 0, 1_000_000));
    }

    private static String site(Settings access) {
        URI url = access.url("signed-for");
        if (!url.getRawPath().isEmpty() && !url.getRawPath().equals("/")) {
            throw access.error("signed-for", "'" + url + "' has a path; leave it out");
        }
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    static KeyFile key(Settings settings, String id, String file) {
        String keyId = settings.string(id);
        if (!keyId.matches("[A-Za-z0-9_-]{1,64}")) {
            throw settings.error(
                    id, "'" + keyId + "' is not a key pair's id such as K2JCJMDEHXQW5F");
        }
        return new KeyFile(settings.path() + "." + file, keyId, Path.of(settings.string(file)));
    }
}
