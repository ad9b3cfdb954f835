package dev.fairlead.testbed;

import java.time.Duration;

/** A way for a stand-in to fail. */
public sealed interface Fault {

    /** Answers with an error. */
    record Status(int code, String errorCode) implements Fault {}

    /** Cuts the connection with TCP RST, unanswered. */
    record Reset() implements Fault {}

    /** Takes the request and does not answer it until healed. */
    record Hang() implements Fault {}

    /** Sends the whole answer, head included, so many bytes at a time. */
    record SlowDrip(int bytes, Duration interval) implements Fault {
        public SlowDrip {
            if (bytes < 1) {
                throw new IllegalArgumentException("bytes must be at least 1, not " + bytes);
            }
        }
    }

    /** Sends a proper head and so many bytes of the body, then closes. */
    record Truncate(long bytes) implements Fault {}

    /** Answers late, but well. */
    record Delay(Duration duration) implements Fault {}

    static Fault accessDenied() {
        return new Status(403, "AccessDenied");
    }

    static Fault slowDown() {
        return new Status(503, "SlowDown");
    }

    /** Lambda's answer above a function's concurrency. */
    static Fault tooManyRequests() {
        return new Status(429, "TooManyRequestsException");
    }

    static Fault internalError() {
        return new Status(500, "InternalError");
    }
}
