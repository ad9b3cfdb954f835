package dev.fairlead.app.access;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client shows, read but not believed yet.
 *
 * @param expires of a canned policy
 * @param policy of a custom policy, encoded; exactly one of the two is there
 */
record Claim(
        String keyId,
        Hash hash,
        String signature,
        Optional<String> expires,
        Optional<String> policy) {
    /** Without leading zeros: the digits are part of what was signed. */
    private static final Pattern SECONDS = Pattern.compile("0|[1-9][0-9]{0,10}");

    /** Base64 of the longest policy. */
    private static final int MAX_POLICY = (PolicyReader.MAX_BYTES + 2) / 3 * 4;

    /** Base64 of a signature by RSA-8192. */
    private static final int MAX_SIGNATURE = 1368;

    static Claim of(Parts parts) throws RefusedException {
        Claim claim =
                new Claim(
                        parts.get(Field.KEY_PAIR_ID),
                        hash(parts.find(Field.HASH_ALGORITHM)),
                        parts.get(Field.SIGNATURE),
                        parts.find(Field.EXPIRES),
                        parts.find(Field.POLICY));
        claim.check();
        return claim;
    }

    private static Hash hash(Optional<String> name) throws RefusedException {
        if (name.isEmpty()) {
            return Hash.DEFAULT;
        }
        return Hash.named(name.get())
                .orElseThrow(() -> new RefusedException("Hash-Algorithm is not SHA1 or SHA256"));
    }

    private void check() throws RefusedException {
        if (expires.isPresent() == policy.isPresent()) {
            throw new RefusedException(
                    expires.isPresent()
                            ? "it has both Expires and Policy"
                            : "it has neither Expires nor Policy");
        }
        if (expires.isPresent() && !SECONDS.matcher(expires.get()).matches()) {
            throw new RefusedException("Expires is not in whole seconds");
        }
        if (signature.length() > MAX_SIGNATURE || policy.orElse("").length() > MAX_POLICY) {
            throw new RefusedException("its signature or policy is too long");
        }
    }
}
