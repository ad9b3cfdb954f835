package dev.fairlead.app.lambda;

import dev.fairlead.spi.ConfigurationException;

import java.util.Map;

/** Which of the two functions of the original RPM cache this is, by the names that they had. */
enum Role {
    /** Answers everything. */
    ROUTER,
    /** Answers background work only. */
    UPLOADER;

    static Role of(Map<String, String> environment) {
        String name = environment.getOrDefault("LAMBDA_HANDLER", "");
        return switch (name) {
            case "", "cki_tools.rpm_cache.handler_lambda" -> ROUTER;
            case "cki_tools.rpm_cache.uploader_lambda" -> UPLOADER;
            default ->
                    throw new ConfigurationException(
                            "LAMBDA_HANDLER",
                            "unknown '"
                                    + name
                                    + "'; leave it out, or take"
                                    + " cki_tools.rpm_cache.handler_lambda or"
                                    + " cki_tools.rpm_cache.uploader_lambda");
        };
    }
}
