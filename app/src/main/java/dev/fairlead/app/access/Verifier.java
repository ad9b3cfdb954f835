package dev.fairlead.app.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds out whether a claim was signed by a key of the mount's, and what that allows. */
final class Verifier {
    private final Map<String, VerifyingKey> keys = new HashMap<>();
    private final Optional<VerifiedSignatures> verified;

    Verifier(AccessSettings.Signed settings, InstantSource clock) {
        settings.keys().forEach(key -> keys.put(key.id(), VerifyingKey.load(key)));
        verified =
                settings.verifiedCache() == 0
                        ? Optional.empty()
                        : Optional.of(
                                new VerifiedSignatures(
                                        settings.verifiedCache(), settings.clockSkew(), clock));
    }

    /** The policy of a claim whose signature is right; its conditions are still to be checked. */
    Policy verify(Claim claim, Resource resource) throws RefusedException {
        String signed =
                claim.policy().isPresent()
                        ? claim.policy().get()
                        : PolicyText.canned(resource.text(), claim.expires().orElseThrow());
        var key =
                new VerifiedSignatures.Key(claim.keyId(), claim.hash(), claim.signature(), signed);
        Optional<Policy> known = verified.flatMap(cache -> cache.find(key));
        if (known.isPresent()) {
            return known.get();
        }
        Policy policy = compute(claim, signed);
        verified.ifPresent(cache -> cache.add(key, policy));
        return policy;
    }

    private Policy compute(Claim claim, String signed) throws RefusedException {
        VerifyingKey key = keys.get(claim.keyId());
        if (key == null) {
            throw new RefusedException("Key-Pair-Id is not one of this mount's keys");
        }
        byte[] signature = UrlBase64.decode("Signature", claim.signature());
        byte[] text =
                claim.policy().isPresent()
                        ? UrlBase64.decode("Policy", signed)
                        : PolicyText.bytes(signed);
        if (!key.verifies(claim.hash(), text, signature)) {
            throw new RefusedException("its signature is not of this key over this resource");
        }
        return claim.policy().isPresent() ? PolicyReader.read(text) : canned(claim);
    }

    private static Policy canned(Claim claim) {
        long end = Long.parseLong(claim.expires().orElseThrow());
        return new Policy(Optional.empty(), Conditions.until(Instant.ofEpochSecond(end)));
    }
}
