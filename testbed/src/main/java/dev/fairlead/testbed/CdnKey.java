package dev.fairlead.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/** A key pair whose owner signs URLs for a CDN. */
public final class CdnKey {
    private static final int BITS = 2048;

    private final String id;
    private final KeyPair pair;

    private CdnKey(String id, KeyPair pair) {
        this.id = id;
        this.pair = pair;
    }

    /** Makes an RSA key pair. */
    public static CdnKey generate(String id) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new CdnKey(id, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new TestbedException("every JDK has RSA", e);
        }
    }

    public String id() {
        return id;
    }

    /** The public key, PEM as CloudFront takes it. */
    public String publicPem() {
        return pem("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    /** The private key, PEM in PKCS#8. */
    public String privatePem() {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    PublicKey publicKey() {
        return pair.getPublic();
    }

    /** Signs a URL with a canned policy. */
    public String sign(String url, Instant end) {
        String policy =
                """
                {"Statement":[{"Resource":"%s","Condition":{"DateLessThan":{"AWS:EpochTime":%d}}}]}\
                """
                        .formatted(url, end.getEpochSecond());
        return "%s%sExpires=%d&Signature=%s&Key-Pair-Id=%s"
                .formatted(
                        url,
                        url.contains("?") ? "&" : "?",
                        end.getEpochSecond(),
                        signature(policy),
                        id);
    }

    private String signature(String policy) {
        try {
            Signature signature = Signature.getInstance("SHA1withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(policy.getBytes(UTF_8));
            return Base64.getEncoder()
                    .encodeToString(signature.sign())
                    .replace('+', '-')
                    .replace('=', '_')
                    .replace('/', '~');
        } catch (GeneralSecurityException e) {
            throw new TestbedException("a key that was just made can't sign", e);
        }
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(
                        label,
                        Base64.getMimeEncoder(64, "\n".getBytes(UTF_8)).encodeToString(der),
                        label);
    }
}
