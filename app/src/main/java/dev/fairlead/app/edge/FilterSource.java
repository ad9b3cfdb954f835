package dev.fairlead.app.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.fairlead.app.config.HostSettings;
import dev.fairlead.spi.ConfigurationException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The CloudFront Function with its configuration in it. */
public final class FilterSource {
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
    static final int MAX_BYTES = 10 * 1024;

    /**
     * What the code begins with.
     *
     * @param passThrough hosts of the mounts' sources of truth
     */
    private record Config(String router, List<String> passThrough, List<String> paths) {}

    private FilterSource() {}

    public static String of(HostSettings settings) {
        String router =
                settings.edge()
                        .routerUrl()
                        .orElseThrow(() ->
                                new ConfigurationException(
                                        "fairlead.edge.router-url",
                                        "is missing; the filter sends viewers there, such as"
                                                + " https://router.example"));
        List<String> passThrough =
                settings.mounts().stream()
                        .flatMap(mount -> mount.source().stream())
                        .map(source -> URI.create(source.to()).getRawAuthority())
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList();
        Config config = new Config(router, passThrough, settings.edge().paths());
        String source = EdgeSource.read("filter.js").replace("CONFIG;", json(config) + ";");
        int size = source.getBytes(StandardCharsets.UTF_8).length;
        if (size > MAX_BYTES) {
            throw new ConfigurationException(
                    "fairlead.edge.paths",
                    "make the function "
                            + size
                            + " bytes long, CloudFront takes "
                            + MAX_BYTES
                            + "; give fewer or shorter ones");
        }
        return source;
    }

    private static String json(Config config) {
        try {
            return new ObjectMapper().writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always JSON", e);
        }
    }
}
