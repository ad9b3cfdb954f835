package dev.fairlead.bench;

import dev.fairlead.ranges.Prefix;
import dev.fairlead.ranges.Range;
import dev.fairlead.ranges.RangeFileReader;
import dev.fairlead.ranges.RangeGenerator;
import dev.fairlead.ranges.RangeTable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Random clients, half of them in some range, with a fixed seed. */
final class Clients {
    private Clients() {}

    /** The files of the folder that FAIRLEAD_RANGE_FILES names, else the embedded table. */
    static RangeTable table() {
        String folder = System.getenv("FAIRLEAD_RANGE_FILES");
        if (folder == null) {
            return RangeTable.embedded();
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            List<Path> json = files.filter(file -> file.toString().endsWith(".json")).toList();
            return new RangeGenerator(new RangeFileReader()).table(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InetAddress[] random(RangeTable table, boolean ipv4, int count) {
        List<Prefix> prefixes =
                table.ranges().stream()
                        .map(Range::prefix)
                        .filter(prefix -> (prefix.family().bits() == 32) == ipv4)
                        .toList();
        Random random = new Random(7);
        InetAddress[] clients = new InetAddress[count];
        for (int i = 0; i < count; i++) {
            clients[i] =
                    i % 2 == 0
                            ? within(prefixes.get(random.nextInt(prefixes.size())), random)
                            : anywhere(ipv4, random);
        }
        return clients;
    }

    /** IPv4 clients of these AWS regions alone. */
    static InetAddress[] in(RangeTable table, Set<String> regions, int count) {
        List<Prefix> prefixes =
                table.ranges().stream()
                        .filter(range -> range.region().filter(regions::contains).isPresent())
                        .map(Range::prefix)
                        .filter(prefix -> prefix.family().bits() == 32)
                        .toList();
        Random random = new Random(7);
        return Stream.generate(() -> within(prefixes.get(random.nextInt(prefixes.size())), random))
                .limit(count)
                .toArray(InetAddress[]::new);
    }

    private static InetAddress anywhere(boolean ipv4, Random random) {
        byte[] bytes = new byte[ipv4 ? 4 : 16];
        random.nextBytes(bytes);
        return address(bytes);
    }

    private static InetAddress within(Prefix prefix, Random random) {
        long hostHi = prefix.length() >= 64 ? 0 : random.nextLong() >>> prefix.length();
        int lowBits = Math.min(64, prefix.family().bits() - prefix.length());
        long hostLo = lowBits == 0 ? 0 : random.nextLong() >>> (64 - lowBits);
        if (prefix.family().bits() == 32) {
            return address(ByteBuffer.allocate(4).putInt((int) (prefix.lo() | hostLo)).array());
        }
        return address(
                ByteBuffer.allocate(16)
                        .putLong(prefix.hi() | hostHi)
                        .putLong(prefix.lo() | hostLo)
                        .array());
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    static int bits(InetAddress address) {
        return ByteBuffer.wrap(((Inet4Address) address).getAddress()).getInt();
    }
}
