package dev.fairlead.isobuild.image;

import dev.fairlead.spi.Body;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an initramfs says of the root file system that fits it: a SHA-256 of each block.
 *
 * @see <a
 *     href="https://github.com/coreos/coreos-installer/blob/main/docs/getting-started.md">coreos-installer's
 *     stream-hash</a>
 */
public record StreamHash(int block, List<String> digests) {
    /** Where the initramfs has it. */
    static final String PATH = "etc/coreos-live-want-rootfs";

    private static final int MAX_BLOCK = 64 << 20;
    private static final Pattern FIRST = Pattern.compile("stream-hash sha256 ([0-9]{1,9})");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public StreamHash {
        digests = List.copyOf(digests);
    }

    static StreamHash parse(String text) throws IOException {
        List<String> lines = text.lines().toList();
        Matcher first = FIRST.matcher(lines.isEmpty() ? "" : lines.getFirst());
        int block = first.matches() ? Integer.parseInt(first.group(1)) : 0;
        List<String> digests = lines.stream().skip(1).toList();
        if (block < 1
                || block > MAX_BLOCK
                || !digests.stream().allMatch(line -> DIGEST.matcher(line).matches())) {
            throw new IOException(PATH + " in the initramfs is not a list of SHA-256 digests");
        }
        return new StreamHash(block, digests);
    }

    /** Reads a root file system as far as it fits. */
    public boolean matches(Body rootfs) throws IOException {
        if ((rootfs.length() + block - 1) / block != digests.size()) {
            return false;
        }
        MessageDigest sha256 = sha256();
        try (InputStream in = rootfs.stream()) {
            for (String digest : digests) {
                if (!digest.equals(HexFormat.of().formatHex(sha256.digest(in.readNBytes(block))))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
