package dev.fairlead.app.lambda;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-encodes what a front of AWS had decoded.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-3.3">RFC 3986: path</a>
 */
final class PercentEncoding {
    private static final String UNRESERVED =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final String PATH = UNRESERVED + "!$&'()*+,;=:@/";

    private PercentEncoding() {}

    static String path(String decoded) {
        return encode(decoded, PATH);
    }

    /** A name or value of the query. */
    static String value(String decoded) {
        return encode(decoded, UNRESERVED);
    }

    private static String encode(String decoded, String bare) {
        StringBuilder encoded = new StringBuilder(decoded.length() + 16);
        for (byte b : decoded.getBytes(StandardCharsets.UTF_8)) {
            if (bare.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }
}
