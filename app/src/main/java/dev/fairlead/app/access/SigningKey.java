package dev.fairlead.app.access;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;

/** A private key that URLs are signed with, and the id that CloudFront knows it by. Thread-safe. */
public final class SigningKey {
    private static final String WANTED =
            "a 'PRIVATE KEY' or 'RSA PRIVATE KEY' without a password, " + KeyRules.KINDS;

    /** Version 0 and the algorithm rsaEncryption, before the key itself (RFC 5208 section 5). */
    private static final byte[] RSA_HEAD =
            HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

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
        Pem pem = Pem.read(file, WANTED);
        byte[] der =
                switch (pem.label()) {
                    case "PRIVATE KEY" -> pem.der();
                    case "RSA PRIVATE KEY" -> wrapped(pem.der());
                    default -> throw pem.wrongKind(file, WANTED);
                };
        try {
            PrivateKey key = parse(der);
            if (!KeyRules.allow(key)) {
                throw file.error("holds another kind of key; it needs " + WANTED);
            }
            return new SigningKey(file.id(), key);
        } catch (GeneralSecurityException e) {
            throw file.error("can't be used; it needs " + WANTED);
        }
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

    private static PrivateKey parse(byte[] der) throws GeneralSecurityException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (InvalidKeySpecException _) { // then it is the other kind, or none
            return KeyFactory.getInstance("EC").generatePrivate(spec);
        }
    }

    /** PKCS#1 as PKCS#8, which is all that the JDK reads. */
    private static byte[] wrapped(byte[] pkcs1) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(RSA_HEAD);
        content.writeBytes(tagged(0x04, pkcs1));
        return tagged(0x30, content.toByteArray());
    }

    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(tag);
        der.write(0x82); // a length of two bytes, as every RSA key from 2048 bits has
        der.write(content.length >> 8);
        der.write(content.length);
        der.writeBytes(content);
        return der.toByteArray();
    }
}
