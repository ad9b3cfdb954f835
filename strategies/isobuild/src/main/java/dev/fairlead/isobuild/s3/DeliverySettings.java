package dev.fairlead.isobuild.s3;

import dev.fairlead.spi.ObjectKey;
import dev.fairlead.spi.ObjectStores.Bucket;
import dev.fairlead.spi.Settings;
import dev.fairlead.spi.StrategyContext;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where images are put together: the section {@code deliver}.
 *
 * @param prefix of all keys, without a slash at its end
 * @param expiry how long a URL is good
 */
public record DeliverySettings(Bucket bucket, String prefix, Duration expiry) {

    /** Empty: images are sent from here. */
    public static Optional<DeliverySettings> read(StrategyContext context) {
        Settings section = context.settings().section("deliver");
        if (!section.oneOf("to", List.of("client", "s3"), "client").equals("s3")) {
            return Optional.empty();
        }
        String bucket = section.string("bucket");
        if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw section.error("bucket", "'" + bucket + "' is not the name of an S3 bucket");
        }
        String region = section.oneOf("region", context.regions().awsRegions());
        String prefix = section.string("prefix", "isobuild").replaceFirst("/$", "");
        if (ObjectKey.of(prefix).isEmpty()) {
            throw section.error("prefix", "'" + prefix + "' can't begin a key, as isobuild can");
        }
        return Optional.of(
                new DeliverySettings(
                        new Bucket(bucket, region, Optional.empty()),
                        prefix,
                        section.duration(
                                "expiry",
                                Duration.ofMinutes(20),
                                Duration.ofMinutes(1),
                                Duration.ofHours(12))));
    }
}
