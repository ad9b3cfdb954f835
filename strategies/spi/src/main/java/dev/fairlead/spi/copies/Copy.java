package dev.fairlead.spi.copies;

import dev.fairlead.spi.ObjectStore;
import dev.fairlead.spi.ObjectStores;
import dev.fairlead.spi.Settings;
import dev.fairlead.spi.StrategyContext;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A bucket where the same bytes may be had.
 *
 * @param authoritative it has everything, so that no probe is needed; otherwise a replica
 * @param clientRegions the regions whose clients may be sent there; empty: any
 * @param presign false: everybody may read it, so that clients get the URL without a signature
 */
public record Copy(
        String bucket,
        String region,
        boolean authoritative,
        Set<String> clientRegions,
        boolean presign,
        ObjectStore store) {

    /** Reads a strategy's {@code copies:} and opens their buckets. */
    public static List<Copy> readAll(StrategyContext context) {
        List<Copy> copies = new ArrayList<>();
        for (Settings settings : context.settings().list("copies")) {
            copies.add(read(settings, context));
        }
        if (copies.isEmpty()) {
            throw context.settings().error("copies", "names no bucket; give at least one");
        }
        return List.copyOf(copies);
    }

    private static Copy read(Settings settings, StrategyContext context) {
        String bucket = settings.string("bucket");
        if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw settings.error("bucket", "'" + bucket + "' is not the name of an S3 bucket");
        }
        var regions = context.regions().awsRegions();
        String region = settings.oneOf("region", regions);
        var role = settings.optionalString("role-arn");
        if (role.isPresent() && !role.get().matches("arn:[a-z-]+:iam::\\d{12}:role/\\S+")) {
            throw settings.error(
                    "role-arn", "'" + role.get() + "' is not arn:aws:iam::<account>:role/<name>");
        }
        return new Copy(
                bucket,
                region,
                settings.flag("authoritative", false),
                settings.someOf("client-regions", regions),
                settings.flag("presign", true),
                context.objectStores().open(new ObjectStores.Bucket(bucket, region, role)));
    }
}
