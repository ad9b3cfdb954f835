package dev.fairlead.testbed.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code fairlead testbed} is asked for.
 *
 * @param buckets the region of each bucket
 * @param cdns the buckets that have a CDN before them
 */
record TestbedArguments(int s3Port, int stsPort, Map<String, String> buckets, List<String> cdns) {

    static TestbedArguments parse(List<String> arguments) {
        int s3Port = 0;
        int stsPort = 0;
        Map<String, String> buckets = new LinkedHashMap<>();
        List<String> cdns = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            switch (arguments.get(i)) {
                case "--s3-port" -> s3Port = Port.parse(value);
                case "--sts-port" -> stsPort = Port.parse(value);
                case "--bucket" -> buckets.put(bucket(value), value.replaceFirst(".*=", ""));
                case "--cdn" -> cdns.add(value);
                default ->
                        throw new IllegalArgumentException(
                                "unknown argument '%s'; there are --s3-port, --sts-port, --bucket name=region and --cdn bucket"
                                        .formatted(arguments.get(i)));
            }
        }
        cdns.stream()
                .filter(cdn -> !buckets.containsKey(cdn))
                .findFirst()
                .ifPresent(cdn -> {
                    throw new IllegalArgumentException(
                            "--cdn '" + cdn + "' is not one of the buckets");
                });
        return new TestbedArguments(s3Port, stsPort, buckets, cdns);
    }

    private static String bucket(String value) {
        if (!value.matches("[a-z0-9.-]+=[a-z0-9-]+")) {
            throw new IllegalArgumentException(
                    "--bucket '" + value + "' is not name=region, such as blobs=us-east-1");
        }
        return value.substring(0, value.indexOf('='));
    }
}
