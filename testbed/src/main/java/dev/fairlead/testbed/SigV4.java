package dev.fairlead.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies a header-signed request to a service other than S3.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">SigV4</a>
 */
final class SigV4 {
    private final RequestHead head;
    private final SigningClaim claim;

    SigV4(RequestHead head, SigningClaim claim) {
        this.head = head;
        this.claim = claim;
    }

    boolean isSignedWith(String secret, byte[] body) {
        byte[] expected = signature(secret, body).getBytes(UTF_8);
        return MessageDigest.isEqual(expected, claim.signature().getBytes(UTF_8));
    }

    private String signature(String secret, byte[] body) {
        String toSign =
                "AWS4-HMAC-SHA256\n"
                        + claim.timestamp()
                        + "\n"
                        + claim.scope()
                        + "\n"
                        + Hex.sha256(canonicalRequest(body).getBytes(UTF_8));
        byte[] key = hmac(("AWS4" + secret).getBytes(UTF_8), claim.date());
        key = hmac(key, claim.region());
        key = hmac(key, claim.service());
        key = hmac(key, "aws4_request");
        return Hex.lower(hmac(key, toSign));
    }

    private String canonicalRequest(byte[] body) {
        Map<String, String> fields = head.fields().byLowerCaseName();
        String signed =
                claim.signedHeaders().stream()
                        .map(name -> name + ":" + collapse(fields.getOrDefault(name, "")) + "\n")
                        .collect(joining());
        return String.join(
                "\n",
                head.method(),
                canonicalPath(),
                canonicalQuery(),
                signed,
                String.join(";", claim.signedHeaders()),
                Hex.sha256(body));
    }

    /** Services other than S3 encode the path, which is encoded already, once more. */
    private String canonicalPath() {
        return Arrays.stream(head.rawPath().split("/", -1))
                .map(Percent::encode)
                .collect(joining("/"));
    }

    private String canonicalQuery() {
        return head.query().all().stream()
                .map(p -> Percent.encode(p.getKey()) + "=" + Percent.encode(p.getValue()))
                .sorted()
                .collect(joining("&"));
    }

    private static String collapse(String value) {
        return value.strip().replaceAll(" +", " ");
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new TestbedException("every JDK has HmacSHA256", e);
        }
    }
}
