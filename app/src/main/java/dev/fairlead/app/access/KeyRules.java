package dev.fairlead.app.access;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;

/** Which keys CloudFront takes: RSA-2048 (more here) and ECDSA on P-256. */
final class KeyRules {
    static final String KINDS = "RSA from 2048 bits or EC P-256";
    private static final int MIN_BITS = 2048;

    private KeyRules() {}

    static boolean allow(Key key) throws GeneralSecurityException {
        return switch (key) {
            case RSAKey rsa -> rsa.getModulus().bitLength() >= MIN_BITS;
            case ECKey ec -> isP256(ec.getParams());
            default -> false;
        };
    }

    /** The name of the algorithm. */
    static String algorithm(Hash hash, Key key) {
        return hash + (key instanceof RSAKey ? "withRSA" : "withECDSA");
    }

    private static boolean isP256(ECParameterSpec curve) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECParameterSpec p256 = parameters.getParameterSpec(ECParameterSpec.class);
        return curve.getCurve().equals(p256.getCurve())
                && curve.getGenerator().equals(p256.getGenerator())
                && curve.getOrder().equals(p256.getOrder());
    }
}
