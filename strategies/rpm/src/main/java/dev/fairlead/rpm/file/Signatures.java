package dev.fairlead.rpm.file;

import dev.fairlead.rpm.file.Proof.Cover;

import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The signatures of an RPM that keys of a ring made. */
final class Signatures {
    private Signatures() {}

    /**
     * @throws RefusedFileException when no key of the ring has signed both header and payload
     */
    static List<Proof> of(Header signature, Header main, KeyRing keys) throws RefusedFileException {
        List<Proof> proofs = new ArrayList<>();
        for (int tag : new int[] {Tag.Signature.RSA, Tag.Signature.DSA}) {
            add(signature.binary(tag), Cover.HEADER, keys, proofs);
        }
        for (String text : signature.texts(Tag.Signature.OPENPGP)) {
            add(Optional.of(decode(text)), Cover.HEADER, keys, proofs);
        }
        boolean whole = main.has(Tag.PAYLOAD_DIGEST) && !proofs.isEmpty(); // the digest is signed
        for (int tag : new int[] {Tag.Signature.PGP, Tag.Signature.GPG}) {
            add(signature.binary(tag), Cover.BOTH, keys, proofs);
        }
        if (!whole && proofs.stream().noneMatch(proof -> proof.cover() == Cover.BOTH)) {
            throw new RefusedFileException("no key of the key ring has signed it");
        }
        return proofs;
    }

    private static byte[] decode(String text) throws RefusedFileException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw new RefusedFileException("its signature is not Base64");
        }
    }

    private static void add(Optional<byte[]> packets, Cover cover, KeyRing keys, List<Proof> proofs)
            throws RefusedFileException {
        if (packets.isEmpty()) {
            return;
        }
        for (PGPSignature signature : parse(packets.get())) {
            Optional<PGPPublicKey> key = keys.find(signature.getKeyID());
            if (key.isPresent()) {
                proofs.add(begin(signature, key.get(), cover));
            }
        }
    }

    private static PGPSignatureList parse(byte[] packets) throws RefusedFileException {
        try {
            if (new BcPGPObjectFactory(packets).nextObject() instanceof PGPSignatureList list) {
                return list;
            }
        } catch (IOException | RuntimeException _) { // Bouncy Castle throws either for odd packets
            throw new RefusedFileException("its signature can't be read");
        }
        throw new RefusedFileException("where its signature belongs is something else");
    }

    private static Proof begin(PGPSignature signature, PGPPublicKey key, Cover cover)
            throws RefusedFileException {
        try {
            signature.init(new BcPGPContentVerifierBuilderProvider(), key);
            return new SignatureProof(cover, signature);
        } catch (PGPException e) {
            throw new RefusedFileException("its signature can't be verified: " + e.getMessage());
        }
    }
}
