package dev.fairlead.app.access;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;

/** Reads private keys, RSA or EC. */
public final class PrivateKeys {
    private static final String KINDS = "a 'PRIVATE KEY' or 'RSA PRIVATE KEY' without a password";

    /** Version 0 and the algorithm rsaEncryption, before the key itself (RFC 5208 section 5). */
    private static final byte[] RSA_HEAD =
            HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private PrivateKeys() {}

    /**
     * Reads a PEM file, PKCS#8 or the older PKCS#1.
     *
     * @throws dev.fairlead.spi.ConfigurationException when it holds no such key
     */
    public static PrivateKey read(KeyFile file) {
        return read(file, KINDS);
    }

    static PrivateKey read(KeyFile file, String wanted) {
        Pem pem = Pem.read(file, wanted);
        byte[] der =
                switch (pem.label()) {
                    case "PRIVATE KEY" -> pem.der();
                    case "RSA PRIVATE KEY" -> wrapped(pem.der());
                    default -> throw pem.wrongKind(file, wanted);
                };
        try {
            return parse(der);
        } catch (GeneralSecurityException e) {
            throw file.error("can't be used; it needs " + wanted);
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
