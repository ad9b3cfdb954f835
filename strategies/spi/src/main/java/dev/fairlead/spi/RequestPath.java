package dev.fairlead.spi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The path of a request, percent-decoded exactly once, that also keeps the form it arrived in.
 *
 * <p>{@code +} stays {@code +}: it means a space in a form's query only. What two programs could
 * read differently is refused: dot segments, an encoded slash, a backslash, control characters,
 * invalid UTF-8.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-3.3">RFC 3986 section 3.3</a>
 */
public final class RequestPath {
    /** S3 takes keys of 1,024 bytes; every one of them percent-encoded is 3 KiB. */
    public static final int MAX_LENGTH = 8192;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final String raw;
    private final String decoded;

    private RequestPath(String raw, String decoded) {
        this.raw = raw;
        this.decoded = decoded;
    }

    /** Reads a path that begins with a slash, without a query. */
    public static RequestPath parse(String raw) throws MalformedPathException {
        if (!raw.startsWith("/")) {
            throw new MalformedPathException("the path does not begin with a slash");
        }
        if (raw.length() > MAX_LENGTH) {
            throw new MalformedPathException(
                    "the path is longer than " + MAX_LENGTH + " characters");
        }
        boolean escaped = checkCharacters(raw);
        String decoded = escaped ? decode(raw) : raw;
        checkSegments(decoded);
        return new RequestPath(raw, decoded);
    }

    /**
     * A path to send on, encoded once by S3's rules: an S3 origin reads a bare {@code +} as a
     * space.
     *
     * @throws IllegalArgumentException when {@link #parse} would refuse what it is made of
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">
     *     UriEncode</a>
     */
    public static RequestPath encode(String decoded) {
        StringBuilder raw = new StringBuilder(decoded.length() + 16);
        for (byte b : decoded.getBytes(StandardCharsets.UTF_8)) {
            if (isBare(b)) {
                raw.append((char) b);
            } else {
                raw.append('%').append(HEX.toHexDigits(b));
            }
        }
        try {
            return parse(raw.toString());
        } catch (MalformedPathException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static boolean isBare(byte b) {
        return (b >= '0' && b <= '9')
                || (b >= 'A' && b <= 'Z')
                || (b >= 'a' && b <= 'z')
                || "/-._~".indexOf(b) >= 0;
    }

    /** As received, still percent-encoded. */
    public String raw() {
        return raw;
    }

    /** Percent-decoded once. */
    public String decoded() {
        return decoded;
    }

    /** The path below a prefix of whole segments ({@code /} or {@code /a/b}), if it is there. */
    public Optional<RequestPath> below(String prefix) {
        if (prefix.equals("/")) {
            return Optional.of(this);
        }
        if (!raw.startsWith(prefix)) {
            return Optional.empty();
        }
        if (raw.length() == prefix.length()) {
            return Optional.of(new RequestPath("/", "/"));
        }
        return raw.charAt(prefix.length()) == '/'
                ? Optional.of(
                        new RequestPath(
                                raw.substring(prefix.length()), decoded.substring(prefix.length())))
                : Optional.empty();
    }

    private static boolean checkCharacters(String raw) throws MalformedPathException {
        boolean escaped = false;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                throw new MalformedPathException(
                        "the path holds a character that must be percent-encoded");
            }
            if (c == '\\' || c == '?' || c == '#') {
                throw new MalformedPathException("the path holds a bare '" + c + "'");
            }
            escaped |= c == '%';
        }
        return escaped;
    }

    private static String decode(String raw) throws MalformedPathException {
        byte[] bytes = new byte[raw.length()];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes[length++] = (byte) octet(raw, i);
                i += 2;
            } else {
                bytes[length++] = (byte) c;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedPathException("the path is not UTF-8 once it is percent-decoded");
        }
    }

    private static int octet(String raw, int at) throws MalformedPathException {
        if (at + 2 >= raw.length()
                || !HexFormat.isHexDigit(raw.charAt(at + 1))
                || !HexFormat.isHexDigit(raw.charAt(at + 2))) {
            throw new MalformedPathException("the path holds a '%' without two hex digits");
        }
        int octet = HexFormat.fromHexDigits(raw, at + 1, at + 3);
        if (octet < 0x20 || octet == 0x7f || octet == '/' || octet == '\\') {
            throw new MalformedPathException(
                    "the path holds an encoded slash, backslash or control character");
        }
        return octet;
    }

    private static void checkSegments(String decoded) throws MalformedPathException {
        for (int dot = decoded.indexOf("/."); dot >= 0; dot = decoded.indexOf("/.", dot + 1)) {
            int end = decoded.startsWith("/..", dot) ? dot + 3 : dot + 2;
            if (end == decoded.length() || decoded.charAt(end) == '/') {
                throw new MalformedPathException("the path holds a '.' or '..' segment");
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestPath path && raw.equals(path.raw);
    }

    @Override
    public int hashCode() {
        return raw.hashCode();
    }

    @Override
    public String toString() {
        return raw;
    }
}
