package dev.fairlead.app.http;

import java.time.Duration;

/**
 * How long others may keep us waiting.
 *
 * @param head from the first byte of a request's head to its last
 * @param idle without a byte
 */
record TimeLimits(Duration head, Duration idle, Cuts cuts) {}
