package dev.fairlead.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A signed URL as the stand-in of a CDN takes it: written apart from the router's own code, so that
 * one is a check of the other.
 *
 * @param resource the URL without the signature
 * @param parameters what was taken off it
 */
record CdnSignature(String resource, Map<String, List<String>> parameters) {
    private static final Set<String> NAMES =
            Set.of("Expires", "Policy", "Signature", "Key-Pair-Id", "Hash-Algorithm");

    static CdnSignature of(String endpoint, String target) {
        int mark = target.indexOf('?');
        String query = mark < 0 ? "" : target.substring(mark + 1);
        var pairs = List.of(query.split("&"));
        String own = String.join("&", pairs.stream().filter(pair -> !isSigning(pair)).toList());
        String path = endpoint + (mark < 0 ? target : target.substring(0, mark));
        return new CdnSignature(
                own.isEmpty() ? path : path + "?" + own,
                pairs.stream()
                        .filter(CdnSignature::isSigning)
                        .collect(
                                Collectors.groupingBy(
                                        CdnSignature::name,
                                        Collectors.mapping(
                                                pair -> pair.substring(name(pair).length() + 1),
                                                Collectors.toList()))));
    }

    /** Whether one of the keys made it, and it holds now for a client on loopback. */
    boolean holds(Map<String, PublicKey> keys, Instant now) {
        PublicKey key = one("Key-Pair-Id").map(keys::get).orElse(null);
        if (key == null || one("Signature").isEmpty()) {
            return false;
        }
        Optional<String> policy =
                one("Policy")
                        .map(encoded -> new String(decode(encoded), UTF_8))
                        .or(() -> one("Expires").map(this::canned));
        return policy.isPresent()
                && (one("Policy").isEmpty() || one("Expires").isEmpty())
                && isOf(key, policy.get())
                && CdnPolicy.parse(policy.get()).filter(p -> p.allows(resource, now)).isPresent();
    }

    private String canned(String expires) {
        return """
        {"Statement":[{"Resource":"%s","Condition":{"DateLessThan":{"AWS:EpochTime":%s}}}]}\
        """
                .formatted(resource, expires);
    }

    private boolean isOf(PublicKey key, String policy) {
        String hash = one("Hash-Algorithm").orElse("SHA1");
        try {
            Signature check =
                    Signature.getInstance(
                            hash + "with" + (key.getAlgorithm().equals("RSA") ? "RSA" : "ECDSA"));
            check.initVerify(key);
            check.update(policy.getBytes(UTF_8));
            return check.verify(decode(one("Signature").orElseThrow()));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false; // not a signature at all, or by no algorithm of a CDN's
        }
    }

    private Optional<String> one(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    private static byte[] decode(String text) {
        return Base64.getDecoder()
                .decode(text.replace('-', '+').replace('_', '=').replace('~', '/'));
    }

    private static boolean isSigning(String pair) {
        return pair.contains("=") && NAMES.contains(name(pair));
    }

    private static String name(String pair) {
        int equals = pair.indexOf('=');
        return equals < 0 ? pair : pair.substring(0, equals);
    }
}
