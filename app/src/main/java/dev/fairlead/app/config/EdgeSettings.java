package dev.fairlead.app.config;

import dev.fairlead.spi.Settings;

import java.util.Optional;

/**
 * How CloudFront's edge asks this program.
 *
 * @param secret what a request from the edge shows where it isn't authorized by IAM
 */
public record EdgeSettings(Optional<String> secret) {

    static EdgeSettings read(Settings settings) {
        Optional<String> secret = settings.optionalString("secret");
        if (secret.isPresent() && secret.get().length() < 16) {
            throw settings.error("secret", "is guessed too easily; take 16 characters or more");
        }
        return new EdgeSettings(secret);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "EdgeSettings[]";
    }
}
