package dev.fairlead.app.aws;

import dev.fairlead.spi.Settings;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where S3 and STS are; empty: at AWS.
 *
 * @param pathStyle whether a custom S3 endpoint has the bucket in the path, not in the host
 */
public record Addresses(Optional<URI> s3, boolean pathStyle, Optional<URI> sts) {

    static Addresses read(Settings section, Map<String, String> environment) {
        Optional<URI> s3 = url(section, "endpoint", environment, "AWS_ENDPOINT_URL_S3");
        boolean noBucketInHost = s3.map(Addresses::hasNoSubdomains).orElse(false);
        return new Addresses(
                s3,
                section.flag("path-style", noBucketInHost),
                url(section, "sts-endpoint", environment, "AWS_ENDPOINT_URL_STS"));
    }

    static Optional<URI> url(
            Settings section, String key, Map<String, String> environment, String variable) {
        if (section.has(key)) {
            return Optional.of(section.url(key));
        }
        if (environment.getOrDefault(variable, "").isBlank()) {
            return Optional.empty();
        }
        return Optional.of(Settings.of("environment", environment).url(variable));
    }

    private static boolean hasNoSubdomains(URI endpoint) {
        String host = endpoint.getHost();
        return host.equals("localhost")
                || host.startsWith("[")
                || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }
}
