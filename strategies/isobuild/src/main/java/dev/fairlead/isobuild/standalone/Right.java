package dev.fairlead.isobuild.standalone;

import dev.fairlead.spi.HeaderFields;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Who may post and delete images.
 *
 * @param open everybody may
 * @param token of who else may
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750: bearer tokens</a>
 */
public record Right(boolean open, Optional<Supplier<byte[]>> token) {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{16,}=*");
    private static final String SCHEME = "bearer ";

    /** As it stands in a secret, perhaps with a line end. */
    static byte[] parse(String secret) {
        String token = secret.strip();
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException(
                    "is no token: it takes 16 letters, digits, - . _ ~ + or / at least");
        }
        return token.getBytes(StandardCharsets.US_ASCII);
    }

    public boolean admits(HeaderFields fields) {
        return open
                || given(fields)
                        .filter(given ->
                                // Takes as long for a token that is nearly right.
                                MessageDigest.isEqual(given, token.orElseThrow().get()))
                        .isPresent();
    }

    private static Optional<byte[]> given(HeaderFields fields) {
        return fields.first("Authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(value ->
                        value.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
    }
}
