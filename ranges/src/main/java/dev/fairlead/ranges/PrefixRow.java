package dev.fairlead.ranges;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One row of a prefix list of AWS or GCP.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/aws-ip-syntax.html">AWS syntax</a>
 * @see <a href="https://www.gstatic.com/ipranges/cloud.json">GCP file</a>
 */
record PrefixRow(
        Cloud cloud, Prefix prefix, Optional<String> region, String group, List<String> services) {

    private static final Set<String> AWS_PREFIX = Set.of("ip_prefix", "ipv6_prefix");
    private static final Set<String> GCP_PREFIX = Set.of("ipv4Prefix", "ipv6Prefix");
    private static final Set<String> OTHERS =
            Set.of("region", "network_border_group", "service", "scope");

    static PrefixRow read(JsonReader json) {
        Map<String, String> fields = new HashMap<>();
        json.object(name -> field(json, name, fields));
        try {
            return of(fields);
        } catch (IllegalArgumentException e) {
            throw json.failure(e);
        }
    }

    private static void field(JsonReader json, String name, Map<String, String> fields) {
        if (AWS_PREFIX.contains(name) || GCP_PREFIX.contains(name) || OTHERS.contains(name)) {
            fields.put(name, json.string());
        } else {
            json.skip();
        }
    }

    private static PrefixRow of(Map<String, String> fields) {
        for (String name : fields.keySet()) {
            if (AWS_PREFIX.contains(name)) {
                return aws(Prefix.parse(required(fields, name)), fields);
            }
            if (GCP_PREFIX.contains(name)) {
                return gcp(Prefix.parse(required(fields, name)), fields);
            }
        }
        throw new IllegalArgumentException(
                "a row needs ip_prefix, ipv6_prefix, ipv4Prefix or ipv6Prefix");
    }

    private static PrefixRow aws(Prefix prefix, Map<String, String> fields) {
        String region = required(fields, "region");
        String group = fields.getOrDefault("network_border_group", region);
        return of(Cloud.AWS, prefix, region, group, fields);
    }

    private static PrefixRow gcp(Prefix prefix, Map<String, String> fields) {
        String scope = required(fields, "scope");
        return of(Cloud.GCP, prefix, scope, scope, fields);
    }

    private static PrefixRow of(
            Cloud cloud, Prefix prefix, String region, String group, Map<String, String> fields) {
        String service = Names.checked(required(fields, "service"));
        return new PrefixRow(
                cloud,
                prefix,
                known(Names.checked(region)),
                Names.checked(group),
                List.of(service));
    }

    private static Optional<String> known(String region) {
        return region.equalsIgnoreCase("GLOBAL") ? Optional.empty() : Optional.of(region);
    }

    private static String required(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("a row has no " + name);
        }
        return value;
    }
}
