package dev.fairlead.spi;

import java.util.Locale;

/** Why something could not be found out; the name in lower case is what metrics and traces say. */
public enum Doubt {
    /** Not in memory, and the caller may not wait. */
    NOT_AT_HAND,
    /** No answer before the deadline. */
    TIMEOUT,
    /** 403: no right to read, or, without the right to list, a key that isn't there. */
    FORBIDDEN,
    /** 429 or 503 Slow Down. */
    THROTTLED,
    /** Another 5xx. */
    SERVER_ERROR,
    /** Connection refused, reset or cut short. */
    NETWORK,
    /** No credentials, or none that live long enough. */
    CREDENTIALS,
    /**
     * The bucket or source failed too often of late, or asked to be left alone, and is not asked.
     */
    BREAKER_OPEN,
    /** 301, 400 or another answer that says that the configuration is wrong. */
    MISCONFIGURED;

    private final String token = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String token() {
        return token;
    }
}
