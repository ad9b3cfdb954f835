package dev.fairlead.rpm.file;

import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whose signatures count: OpenPGP public keys, subkeys among them. */
public final class KeyRing {
    private static final String BEGIN = "-----BEGIN PGP PUBLIC KEY BLOCK-----";

    private final Map<Long, PGPPublicKey> keys = new HashMap<>();

    private KeyRing() {}

    /**
     * Reads armored keys, any number of blocks after each other.
     *
     * @throws IllegalArgumentException when there is none, or what is there is no key
     */
    public static KeyRing parse(String armored) {
        KeyRing ring = new KeyRing();
        for (int at = armored.indexOf(BEGIN); at >= 0; ) {
            int next = armored.indexOf(BEGIN, at + 1);
            ring.add(armored.substring(at, next < 0 ? armored.length() : next));
            at = next;
        }
        if (ring.keys.isEmpty()) {
            throw new IllegalArgumentException("it holds no key that is good; begin with " + BEGIN);
        }
        return ring;
    }

    Optional<PGPPublicKey> find(long keyId) {
        return Optional.ofNullable(keys.get(keyId));
    }

    private void add(String block) {
        try {
            var bytes = new ByteArrayInputStream(block.getBytes(StandardCharsets.UTF_8));
            var rings =
                    new PGPPublicKeyRingCollection(
                            PGPUtil.getDecoderStream(bytes), new BcKeyFingerprintCalculator());
            for (PGPPublicKeyRing ring : rings) {
                for (PGPPublicKey key : ring) {
                    if (!key.hasRevocation()) {
                        keys.put(key.getKeyID(), key);
                    }
                }
            }
        } catch (IOException | PGPException e) {
            throw new IllegalArgumentException("it holds a key block that can't be read", e);
        }
    }
}
