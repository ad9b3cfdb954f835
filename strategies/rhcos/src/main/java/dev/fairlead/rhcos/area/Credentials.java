package dev.fairlead.rhcos.area;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.spi.HeaderFields;

import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A user name and a password.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617: Basic authentication</a>
 */
record Credentials(String user, String password) {
    private static final String SCHEME = "Basic ";

    /** What a client sent, unless it isn't exactly one well-formed field. */
    static Optional<Credentials> of(HeaderFields fields) {
        List<String> lines = fields.all("authorization");
        return lines.size() == 1 && lines.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? decode(lines.get(0).substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private static Optional<Credentials> decode(String token) {
        try {
            String pair = new String(Base64.getDecoder().decode(token), UTF_8);
            int colon = pair.indexOf(':');
            return colon > 0
                    ? Optional.of(
                            new Credentials(pair.substring(0, colon), pair.substring(colon + 1)))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // not Base64: nobody
        }
    }

    @Override
    public String toString() {
        return "Credentials[…]";
    }
}
