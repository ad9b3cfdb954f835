package dev.fairlead.app.config;

import dev.fairlead.spi.Settings;

import java.util.Optional;

/**
 * What is only of interest under Lambda.
 *
 * @param tooLargeRedirect where a client is sent for content that doesn't fit into an event's
 *     response: scheme, authority and perhaps a path, without a slash at the end
 */
public record LambdaSettings(Optional<String> tooLargeRedirect) {

    static LambdaSettings read(Settings settings) {
        return new LambdaSettings(
                settings.has("too-large-redirect")
                        ? Optional.of(settings.url("too-large-redirect").toString())
                                .map(url -> url.replaceFirst("/$", ""))
                        : Optional.empty());
    }
}
