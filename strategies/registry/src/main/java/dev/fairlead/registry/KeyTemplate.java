package dev.fairlead.registry;

import dev.fairlead.spi.ObjectKey;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a bucket names a blob: {@code {hex}} is the digest, {@code {prefix}} its first two digits,
 * {@code {algorithm}} is {@code sha256}.
 */
final class KeyTemplate {
    /**
     * Where CNCF distribution's storage drivers keep a blob.
     *
     * @see <a
     *     href="https://github.com/distribution/distribution/blob/v3.0.0/registry/storage/paths.go">paths.go</a>
     */
    static final String DISTRIBUTION_STORAGE =
            "docker/registry/v2/blobs/{algorithm}/{prefix}/{hex}/data";

    private static final Pattern BRACES = Pattern.compile("(?=\\{)|(?<=\\})");
    private static final Set<String> PLACEHOLDERS = Set.of("{algorithm}", "{prefix}", "{hex}");

    /** The template cut before each opening and after each closing brace. */
    private final List<String> parts;

    private KeyTemplate(List<String> parts) {
        this.parts = parts;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException when it names no key; the message says why
     */
    static KeyTemplate parse(String template) {
        KeyTemplate parsed = new KeyTemplate(List.of(BRACES.split(template)));
        for (String part : parsed.parts) {
            if (!PLACEHOLDERS.contains(part) && (part.contains("{") || part.contains("}"))) {
                throw new IllegalArgumentException("only " + PLACEHOLDERS + " stand in braces");
            }
        }
        if (!parsed.parts.contains("{hex}")) {
            throw new IllegalArgumentException("without {hex} all blobs would have one key");
        }
        parsed.key("0".repeat(64)); // shows whether such a key may exist
        return parsed;
    }

    ObjectKey key(String hex) {
        StringBuilder key = new StringBuilder(160);
        for (String part : parts) {
            switch (part) {
                case "{algorithm}" -> key.append("sha256");
                case "{prefix}" -> key.append(hex, 0, 2);
                case "{hex}" -> key.append(hex);
                default -> key.append(part);
            }
        }
        return new ObjectKey(key.toString());
    }
}
