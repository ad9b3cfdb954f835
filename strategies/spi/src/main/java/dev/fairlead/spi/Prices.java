package dev.fairlead.spi;

import java.util.Map;
import java.util.Set;

/**
 * What a GB costs to read, in USD, from where to where.
 *
 * @param cdn from the CDN, at the operator's own (discounted) price
 * @param internet from S3 to anywhere outside its AWS partition's regions
 * @param sameRegion from S3 to EC2 in the bucket's region
 * @param interRegion from S3 to another region, where no pair says otherwise
 * @param pairs prices between two regions, either way
 * @see <a href="https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer">AWS: data transfer</a>
 */
public record Prices(
        double cdn,
        double internet,
        double sameRegion,
        double interRegion,
        Map<Set<String>, Double> pairs) {

    /** List prices of 2026-11 for the first tier. */
    public static final Prices LIST =
            new Prices(0.085, 0.09, 0, 0.02, Map.of(Set.of("us-east-1", "us-east-2"), 0.01));

    public Prices {
        pairs = Map.copyOf(pairs);
    }

    /**
     * The price of reading from a bucket in {@code region}. A doubtful client reads over the
     * internet.
     */
    public double fromBucket(String region, ClientRegion client) {
        if (client.awsRegion().isEmpty()) {
            return internet;
        }
        String reader = client.awsRegion().get();
        if (reader.equals(region)) {
            return sameRegion;
        }
        return partition(reader).equals(partition(region))
                ? pairs.getOrDefault(Set.of(reader, region), interRegion)
                : internet;
    }

    /** China, GovCloud and the European Sovereign Cloud are networks of their own. */
    private static String partition(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        if (region.startsWith("us-gov-")) {
            return "aws-us-gov";
        }
        return region.startsWith("eusc-") ? "aws-eusc" : "aws";
    }
}
