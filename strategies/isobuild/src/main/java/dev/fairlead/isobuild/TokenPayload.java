package dev.fairlead.isobuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.fairlead.isobuild.assisted.ImageId;

import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the id in a JWT. Whether the token is a good one is for assisted-service to say, which gets
 * it as it is.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-7.1">RFC 7515: compact form</a>
 */
final class TokenPayload {
    /** Base64url by the RFC; the standard alphabet is what the original took. */
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_+=-]+");

    private static final ObjectMapper JSON = new ObjectMapper();

    private TokenPayload() {}

    static Optional<ImageId> id(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        for (String part : parts) {
            if (!PART.matcher(part).matches()) {
                return Optional.empty();
            }
        }
        return payload(parts[1])
                .map(payload -> {
                    String subject = payload.path("sub").asText();
                    return subject.isEmpty() ? payload.path("infra_env_id").asText() : subject;
                })
                .flatMap(ImageId::parse);
    }

    private static Optional<JsonNode> payload(String part) {
        try {
            String alphabet = part.replace('+', '-').replaceFirst("=+$", "");
            return Optional.of(JSON.readTree(Base64.getUrlDecoder().decode(alphabet)));
        } catch (IOException | IllegalArgumentException _) { // either way it is no token
            return Optional.empty();
        }
    }
}
