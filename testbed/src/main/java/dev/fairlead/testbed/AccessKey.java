package dev.fairlead.testbed;

import java.time.Instant;
import java.util.Optional;

/** An access key; a temporary one has a session token and an end. */
public record AccessKey(
        String id, String secret, Optional<String> sessionToken, Optional<Instant> expiry) {}
