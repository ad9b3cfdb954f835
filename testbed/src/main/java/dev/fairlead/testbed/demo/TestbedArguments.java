package dev.fairlead.testbed.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code fairlead testbed} is asked for.
 *
 * @param buckets the region of each bucket
 * @param cdns the buckets that have a CDN before them
 * @param upstream the folder whose files a mirror has
 * @param fault the file that says how it fails
 */
record TestbedArguments(
        int s3Port,
        int stsPort,
        Map<String, String> buckets,
        List<String> cdns,
        Optional<Path> upstream,
        int upstreamPort,
        Optional<Path> fault) {

    static TestbedArguments parse(List<String> arguments) {
        int s3Port = 0;
        int stsPort = 0;
        Map<String, String> buckets = new LinkedHashMap<>();
        List<String> cdns = new ArrayList<>();
        Optional<Path> upstream = Optional.empty();
        int upstreamPort = 0;
        Optional<Path> fault = Optional.empty();
        for (int i = 0; i < arguments.size(); i += 2) {
            String value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            switch (arguments.get(i)) {
                case "--s3-port" -> s3Port = Port.parse(value);
                case "--sts-port" -> stsPort = Port.parse(value);
                case "--bucket" -> buckets.put(bucket(value), value.replaceFirst(".*=", ""));
                case "--cdn" -> cdns.add(value);
                case "--upstream" -> upstream = Optional.of(folder(value));
                case "--upstream-port" -> upstreamPort = Port.parse(value);
                case "--upstream-fault-file" -> fault = Optional.of(Path.of(value));
                default ->
                        throw new IllegalArgumentException(
                                "unknown argument '%s'; there are --s3-port, --sts-port, --bucket name=region, --cdn bucket, --upstream folder, --upstream-port and --upstream-fault-file"
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
        return new TestbedArguments(s3Port, stsPort, buckets, cdns, upstream, upstreamPort, fault);
    }

    private static Path folder(String value) {
        Path folder = Path.of(value).toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--upstream '" + value + "' is not a folder");
        }
        return folder;
    }

    private static String bucket(String value) {
        if (!value.matches("[a-z0-9.-]+=[a-z0-9-]+")) {
            throw new IllegalArgumentException(
                    "--bucket '" + value + "' is not name=region, such as blobs=us-east-1");
        }
        return value.substring(0, value.indexOf('='));
    }
}
