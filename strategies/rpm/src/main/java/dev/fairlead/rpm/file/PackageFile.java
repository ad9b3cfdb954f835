package dev.fairlead.rpm.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How RPMs are verified: everything that a file says about its own bytes must hold.
 *
 * <p>Digests catch what went wrong on the way; only a key, or the repository's metadata, tells who
 * made the file. Lead, signatures and what lies unused between them are covered by no digest.
 *
 * @param named whether the file must be called after the package in it
 * @param keys whose signature it must bear; empty: anybody's or none
 */
public record PackageFile(boolean named, Optional<KeyRing> keys) {

    /**
     * Reads a file to its end.
     *
     * @param name what the file is called
     * @throws RefusedFileException when it isn't a whole and sound RPM
     */
    public void verify(InputStream in, String name) throws IOException {
        Lead.read(in);
        Header signature = Header.read(in, "signature");
        signature.skipPadding(in);
        Header main = Header.read(in, "header");
        List<Proof> proofs = new ArrayList<>(Digests.of(signature, main));
        if (keys.isPresent()) {
            proofs.addAll(Signatures.of(signature, main, keys.get()));
        }
        for (Proof proof : proofs) {
            if (proof.cover().header()) {
                proof.update(main.bytes(), 0, main.bytes().length);
            }
        }
        readPayload(in, proofs.stream().filter(proof -> proof.cover().payload()).toList());
        for (Proof proof : proofs) {
            proof.require();
        }
        requireName(PackageName.of(main), name);
    }

    private static void readPayload(InputStream in, List<Proof> proofs) throws IOException {
        byte[] piece = new byte[64 * 1024];
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
            for (Proof proof : proofs) {
                proof.update(piece, 0, count);
            }
        }
    }

    private void requireName(String inside, String name) throws RefusedFileException {
        if (named && !inside.equals(name)) {
            throw new RefusedFileException("the package in it is " + inside);
        }
    }
}
