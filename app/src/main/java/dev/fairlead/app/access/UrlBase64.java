package dev.fairlead.app.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Base64 whose {@code + = /} are {@code - _ ~}, in exactly one spelling for the same bytes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html">Signed
 *     URLs, canned policy</a>
 */
final class UrlBase64 {
    private UrlBase64() {}

    static String encode(byte[] bytes) {
        return Base64.getEncoder()
                .encodeToString(bytes)
                .replace('+', '-')
                .replace('=', '_')
                .replace('/', '~');
    }

    static byte[] decode(String name, String text) throws RefusedException {
        byte[] plain = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < plain.length; i++) {
            plain[i] = plain(name, plain[i]);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(plain);
            // The JDK lets missing padding and stray last bits pass.
            if (encode(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            throw notBase64(name);
        }
        throw notBase64(name);
    }

    private static byte plain(String name, byte b) throws RefusedException {
        return switch (b) {
            case '-' -> '+';
            case '_' -> '=';
            case '~' -> '/';
            case '+', '=', '/' -> throw notBase64(name);
            default -> b;
        };
    }

    private static RefusedException notBase64(String name) {
        return new RefusedException(name + " is not base64 in the alphabet of signed URLs");
    }
}
