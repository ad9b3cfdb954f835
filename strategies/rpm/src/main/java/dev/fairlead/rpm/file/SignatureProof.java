package dev.fairlead.rpm.file;

import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignature;

import java.util.HexFormat;

/** A signature by a known key. */
record SignatureProof(Cover cover, PGPSignature signature) implements Proof {

    @Override
    public void update(byte[] bytes, int offset, int length) {
        signature.update(bytes, offset, length);
    }

    @Override
    public void require() throws RefusedFileException {
        if (!holds()) {
            throw new RefusedFileException(
                    "the signature by key "
                            + HexFormat.of().withUpperCase().toHexDigits(signature.getKeyID())
                            + " is wrong");
        }
    }

    private boolean holds() throws RefusedFileException {
        try {
            return signature.verify();
        } catch (PGPException e) {
            throw new RefusedFileException("its signature can't be verified: " + e.getMessage());
        }
    }
}
