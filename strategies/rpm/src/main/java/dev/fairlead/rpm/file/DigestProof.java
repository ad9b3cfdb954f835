package dev.fairlead.rpm.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** A digest that the file names. */
record DigestProof(Cover cover, MessageDigest digest, String wanted) implements Proof {

    static DigestProof of(Cover cover, String algorithm, String hex) {
        try {
            return new DigestProof(
                    cover, MessageDigest.getInstance(algorithm), hex.toLowerCase(Locale.ROOT));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // all that are named here come with the JDK
        }
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    @Override
    public void require() throws RefusedFileException {
        if (!HexFormat.of().formatHex(digest.digest()).equals(wanted)) {
            throw new RefusedFileException(
                    "the " + digest.getAlgorithm() + " of its " + what() + " is not what it says");
        }
    }

    private String what() {
        return cover == Cover.BOTH ? "header and payload" : cover.name().toLowerCase(Locale.ROOT);
    }
}
