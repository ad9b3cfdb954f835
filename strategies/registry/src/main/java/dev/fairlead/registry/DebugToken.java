package dev.fairlead.registry;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proof that an operator lets a client try one route for one path for some minutes: {@code
 * <expiry>.<HMAC-SHA256>}. Whoever sees a token may use it, which is why it lives so briefly.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104: HMAC</a>
 */
final class DebugToken {
    static final int MIN_SECRET = 32;
    static final Duration MAX_LIFE = Duration.ofMinutes(15);

    private static final String ALGORITHM = "HmacSHA256";

    /** One spelling per token, so that none has two. */
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,11})\\.([A-Za-z0-9_-]{43})");

    private final SecretKeySpec key;

    private DebugToken(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * Tokens of one secret; blanks around it don't count, as files end in a line end.
     *
     * @throws IllegalArgumentException when the secret is too short; the message doesn't hold it
     */
    static DebugToken of(String secret) {
        String text = secret.strip();
        if (text.length() < MIN_SECRET) {
            throw new IllegalArgumentException(
                    "the secret is shorter than " + MIN_SECRET + " characters");
        }
        return new DebugToken(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    }

    /** The token for a path below the mount, as it is sent, and a route's name. */
    String sign(String path, String name, Instant expiry) {
        String seconds = Long.toString(expiry.getEpochSecond());
        return seconds + '.' + mac(path, name, seconds);
    }

    /** Whether a token lets this path take this route now. */
    boolean allows(String token, String path, String name, Instant now) {
        Matcher form = FORM.matcher(token);
        return form.matches()
                && isAlive(Instant.ofEpochSecond(Long.parseLong(form.group(1))), now)
                && areEqual(form.group(2), mac(path, name, form.group(1)));
    }

    private static boolean isAlive(Instant expiry, Instant now) {
        return now.isBefore(expiry) && !expiry.isAfter(now.plus(MAX_LIFE));
    }

    /** Takes as long whichever character differs. */
    private static boolean areEqual(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private String mac(String path, String name, String expiry) {
        String covered = String.join("\n", "fairlead-debug", path, name, expiry);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(covered.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
