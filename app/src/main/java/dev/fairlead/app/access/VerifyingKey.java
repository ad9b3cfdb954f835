package dev.fairlead.app.access;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;

/** A public key that signatures of URLs are checked with. Thread-safe. */
final class VerifyingKey {
    private static final String WANTED = "a 'PUBLIC KEY', " + KeyRules.KINDS;

    private final PublicKey key;

    private VerifyingKey(PublicKey key) {
        this.key = key;
    }

    static VerifyingKey load(KeyFile file) {
        Pem pem = Pem.read(file, WANTED);
        if (!pem.label().equals("PUBLIC KEY")) {
            throw pem.wrongKind(file, WANTED);
        }
        try {
            PublicKey key = parse(pem.der());
            if (!KeyRules.allow(key)) {
                throw file.error("holds another kind of key; it needs " + WANTED);
            }
            VerifyingKey made = new VerifyingKey(key);
            // Some platforms forbid SHA-1 in signatures: better to learn it now.
            for (Hash hash : Hash.values()) {
                made.signature(hash);
            }
            return made;
        } catch (GeneralSecurityException e) {
            throw file.error("can't be used: " + e.getMessage());
        }
    }

    private static PublicKey parse(byte[] der) throws GeneralSecurityException {
        X509EncodedKeySpec spec = new X509EncodedKeySpec(der);
        try {
            return KeyFactory.getInstance("RSA").generatePublic(spec);
        } catch (InvalidKeySpecException _) { // then it is the other kind, or none
            return KeyFactory.getInstance("EC").generatePublic(spec);
        }
    }

    boolean verifies(Hash hash, byte[] text, byte[] signature) throws RefusedException {
        try {
            Signature check = signature(hash);
            check.update(text);
            return check.verify(signature);
        } catch (SignatureException _) { // what was sent isn't a signature at all
            return false;
        } catch (GeneralSecurityException e) {
            throw new RefusedException("its signature can't be checked: " + e.getMessage());
        }
    }

    private Signature signature(Hash hash) throws GeneralSecurityException {
        Signature check = Signature.getInstance(KeyRules.algorithm(hash, key));
        check.initVerify(key);
        return check;
    }
}
