package dev.fairlead.bench;

import dev.fairlead.ranges.RangeTable;
import dev.fairlead.testbed.Blob;
import dev.fairlead.testbed.Testbed;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What {@code redirect.sh} needs beside the servers: buckets with blobs, a configuration, clients.
 */
final class Stand {
    private static final int BLOBS = 200;
    private static final int CLIENTS = 4096;

    private Stand() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        try (Testbed testbed = Testbed.start()) {
            List<Blob> blobs =
                    IntStream.range(0, BLOBS).mapToObj(i -> Blob.of("blob " + i)).toList();
            for (String region : new String[] {"us-east-1", "us-west-2"}) {
                testbed.s3().createBucket("bench-" + region, region);
                blobs.forEach(blob -> testbed.s3().put("bench-" + region, blob));
            }
            Files.writeString(
                    folder.resolve("bench.yml"),
                    Configurations.registry(testbed.s3().endpoint().toString())
                            + "  server: { access-log: false }\n");
            Files.writeString(
                    folder.resolve("environment"),
                    "export AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s\n"
                            .formatted(Testbed.ACCESS_KEY_ID, Testbed.SECRET_ACCESS_KEY));
            RangeTable table = RangeTable.embedded();
            write(folder.resolve("anywhere"), Clients.random(table, true, CLIENTS));
            write(
                    folder.resolve("redirected"),
                    Clients.in(table, Set.of("us-east-1", "us-west-2"), CLIENTS));
            Files.write(
                    folder.resolve("paths"), blobs.stream().map(blob -> "/" + blob.key()).toList());
            Thread.currentThread().join();
        }
    }

    private static void write(Path file, InetAddress[] clients) throws IOException {
        Files.write(file, Arrays.stream(clients).map(InetAddress::getHostAddress).toList());
    }
}
