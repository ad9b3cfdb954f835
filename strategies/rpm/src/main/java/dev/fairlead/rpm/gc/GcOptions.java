package dev.fairlead.rpm.gc;

import dev.fairlead.rpm.upload.Repository;
import dev.fairlead.spi.BucketObjects;
import dev.fairlead.spi.BucketObjects.Listed;
import dev.fairlead.spi.CommandProvider.Console;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.ObjectStores.Bucket;
import dev.fairlead.spi.gc.GcPlan;
import dev.fairlead.spi.gc.GcRules;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What {@code gc plan} and {@code gc apply} both need: the cache, who needs what, the rules. */
final class GcOptions {
    private static final Duration METADATA = Duration.ofMinutes(10);

    @Option(names = "--bucket", required = true, description = "Of the cache.")
    private String bucket = "";

    @Option(names = "--region", description = "Of the bucket.")
    private String region = "us-east-1";

    @Option(names = "--key-prefix", description = "Of the cache's keys.")
    private String prefix = "cache/";

    @Option(
            names = "--extension",
            defaultValue = ".rpm",
            description = "How keys end that may go; repeatable.")
    private List<String> extensions = new ArrayList<>();

    @Option(
            names = "--lock",
            description = "An rpms.lock.yaml, or a folder with some below it; repeatable.")
    private List<Path> locks = new ArrayList<>();

    @Option(
            names = "--repo",
            description = "URL of a repository whose metadata pins its packages; repeatable.")
    private List<URI> repositories = new ArrayList<>();

    @Option(
            names = "--read-log",
            description = "S3's access log of the bucket, a file or a folder; repeatable.")
    private List<Path> logs = new ArrayList<>();

    @Option(names = "--unused", description = "What was stored or read since stays, in days.")
    private int days = 90;

    @Option(names = "--most-percent", description = "Refuses if more of the keys would go.")
    private int mostPercent = 20;

    BucketObjects objects(Console console) {
        return console.ports()
                .objectStores()
                .open(new Bucket(bucket, region, Optional.empty()))
                .objects();
    }

    /** Looks at everything anew. */
    GcPlan make(Console console) throws IOException {
        if (days < 1) {
            throw new IOException("--unused must be at least 1 day, not " + days);
        }
        Instant now = console.clock().instant();
        Instant since = now.minus(Duration.ofDays(days));
        List<Listed> inventory = inventory(console);
        Needed needed = Needed.in(inventory);
        for (Path path : locks) {
            for (LockFile lock : LockFile.find(path)) {
                needed.add(lock.file().toString(), lock.urls());
            }
        }
        for (URI repository : repositories) {
            needed.add(repository.toString(), locations(repository, console));
        }
        needed.addReads(ReadLog.read(bucket, logs, since).reads(), since);
        GcRules rules = new GcRules(Duration.ofDays(days), mostPercent, List.of(), List.of());
        return GcPlan.make(inventory, needed.pins(), rules, now);
    }

    private static Set<String> locations(URI repository, Console console) throws IOException {
        URI base = URI.create(repository.toString().replaceFirst("/+$", ""));
        try {
            return new Repository(base)
                    .locations(console.ports().upstreams(), Deadline.in(METADATA));
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("the repository " + repository + ": " + e.getMessage(), e);
        }
    }

    /** Images and whatever else lies in the bucket isn't looked at. */
    private List<Listed> inventory(Console console) throws IOException {
        try (Stream<Listed> listed = objects(console).list(prefix)) {
            return listed.filter(o -> extensions.stream().anyMatch(o.key().value()::endsWith))
                    .toList();
        }
    }
}
