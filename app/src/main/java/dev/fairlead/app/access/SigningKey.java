package dev.fairlead.app.access;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** A private key that URLs are signed with, and the id that CloudFront knows it by. Thread-safe. */
public final class SigningKey {
    private static final String WANTED =
            "a 'PRIVATE KEY' or 'RSA PRIVATE KEY' without a password, " + KeyRules.KINDS;

    private final String id;
    private final PrivateKey key;

    private SigningKey(String id, PrivateKey key) {
        this.id = id;
        this.key = key;
    }

    /**
     * Reads a PEM file, PKCS#8 or the older PKCS#1.
     *
     * @throws dev.fairlead.spi.ConfigurationException when it holds no such key
     */
    public static SigningKey load(KeyFile file) {
        PrivateKey key = PrivateKeys.read(file, WANTED);
        try {
            if (KeyRules.allow(key)) {
                return new SigningKey(file.id(), key);
            }
        } catch (GeneralSecurityException e) {
            throw file.error("can't be used; it needs " + WANTED);
        }
        throw file.error("holds another kind of key; it needs " + WANTED);
    }

    String id() {
        return id;
    }

    byte[] sign(Hash hash, byte[] text) {
        try {
            Signature signature = Signature.getInstance(KeyRules.algorithm(hash, key));
            signature.initSign(key);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of " + id + " can't sign", e);
        }
    }
}
