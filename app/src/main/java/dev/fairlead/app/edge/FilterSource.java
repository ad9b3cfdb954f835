package dev.fairlead.app.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.fairlead.app.config.EdgeSettings;
import dev.fairlead.spi.ConfigurationException;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The CloudFront Function with its configuration in it. */
public final class FilterSource {
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
    static final int MAX_BYTES = 10 * 1024;

    private record Config(String router, List<String> paths) {}

    private FilterSource() {}

    public static String of(EdgeSettings settings) {
        String router =
                settings.routerUrl()
                        .orElseThrow(() ->
                                new ConfigurationException(
                                        "fairlead.edge.router-url",
                                        "is missing; the filter sends viewers there, such as"
                                                + " https://router.example"));
        String source =
                EdgeSource.read("filter.js")
                        .replace("CONFIG;", json(new Config(router, settings.paths())) + ";");
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
