package dev.fairlead.rpm.file;

import dev.fairlead.rpm.file.Proof.Cover;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Everything that an RPM says about its own bytes without a key. */
final class Digests {
    private static final int SHA256 = 8; // RFC 9580 section 9.5, which rpm numbers after

    private Digests() {}

    /**
     * @throws RefusedFileException when header or payload have no digest: then nothing is certain
     */
    static List<Proof> of(Header signature, Header main) throws RefusedFileException {
        List<Proof> proofs = new ArrayList<>();
        hex(signature, Tag.Signature.SHA1, "SHA-1", proofs);
        hex(signature, Tag.Signature.SHA256, "SHA-256", proofs);
        hex(signature, Tag.Signature.SHA3_256, "SHA3-256", proofs);
        Optional<byte[]> md5 = signature.binary(Tag.Signature.MD5);
        md5.ifPresent(wanted ->
                proofs.add(DigestProof.of(Cover.BOTH, "MD5", HexFormat.of().formatHex(wanted))));
        payload(main).ifPresent(proofs::add);
        require(proofs);
        size(signature, Tag.Signature.SIZE, proofs);
        size(signature, Tag.Signature.LONG_SIZE, proofs);
        return proofs;
    }

    private static void require(List<Proof> proofs) throws RefusedFileException {
        if (proofs.stream().noneMatch(proof -> proof.cover().header())) {
            throw new RefusedFileException("it has no digest of its header");
        }
        if (proofs.stream().noneMatch(proof -> proof.cover().payload())) {
            throw new RefusedFileException("it has no digest of its payload");
        }
    }

    private static Optional<Proof> payload(Header main) throws RefusedFileException {
        Optional<String> wanted = main.text(Tag.PAYLOAD_DIGEST);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        long algorithm = main.number(Tag.PAYLOAD_DIGEST_ALGORITHM).orElse(SHA256);
        return Optional.of(DigestProof.of(Cover.PAYLOAD, name(algorithm), wanted.get()));
    }

    private static String name(long algorithm) throws RefusedFileException {
        return switch ((int) algorithm) {
            case SHA256 -> "SHA-256";
            case 9 -> "SHA-384";
            case 10 -> "SHA-512";
            case 12 -> "SHA3-256";
            case 14 -> "SHA3-512";
            default ->
                    throw new RefusedFileException(
                            "its payload has a digest of unknown algorithm " + algorithm);
        };
    }

    private static void hex(Header signature, int tag, String algorithm, List<Proof> proofs)
            throws RefusedFileException {
        signature
                .text(tag)
                .ifPresent(hex -> proofs.add(DigestProof.of(Cover.HEADER, algorithm, hex)));
    }

    private static void size(Header signature, int tag, List<Proof> proofs)
            throws RefusedFileException {
        OptionalLong size = signature.number(tag);
        size.ifPresent(wanted -> proofs.add(new SizeProof(wanted)));
    }
}
