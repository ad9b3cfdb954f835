package dev.fairlead.rhcos.mirror;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Digests a file as it passes, and on another thread what is packed in it. */
final class Digests implements AutoCloseable {
    private final MessageDigest packed = sha256();
    private final ChunkInput input = new ChunkInput();
    private final Optional<CompletableFuture<String>> unpacked;
    private long bytes;

    private Digests(Optional<Unpacking> unpacking, Executor threads) {
        this.unpacked = unpacking.map(u -> CompletableFuture.supplyAsync(() -> unpack(u), threads));
    }

    /** Digests what is expected of a file: what is packed only where its digest is known. */
    static Digests of(Item item, Executor threads) {
        return new Digests(item.uncompressedSha256().map(_ -> Unpacking.of(item.name())), threads);
    }

    void update(byte[] buffer, int length) {
        packed.update(buffer, 0, length);
        bytes += length;
        if (unpacked.isPresent()) {
            input.put(buffer, length);
        }
    }

    void updateAll(InputStream from) throws IOException {
        byte[] buffer = new byte[1 << 18];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            update(buffer, n);
        }
    }

    long bytes() {
        return bytes;
    }

    /** Why the file is not what was expected; empty: it is. Ends the digesting. */
    Optional<String> mismatch(Item item) {
        input.end();
        String found = HexFormat.of().formatHex(packed.digest());
        if (item.sha256().isPresent() && !item.sha256().get().equals(found)) {
            return Optional.of("sha256 is " + found + ", not " + item.sha256().get());
        }
        String inner = unpacked.map(CompletableFuture::join).orElse("");
        return item.uncompressedSha256()
                .filter(expected -> !expected.equals(inner))
                .map(expected -> "uncompressed-sha256 is " + inner + ", not " + expected);
    }

    @Override
    public void close() {
        input.abandon();
        input.end();
        unpacked.ifPresent(u -> u.cancel(false));
    }

    private String unpack(Unpacking unpacking) {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream from = unpacking.open(input)) {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            return "of nothing that can be unpacked (" + e.getMessage() + ")";
        } finally {
            input.abandon();
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
