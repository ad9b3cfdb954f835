package dev.fairlead.testbed;

/** What becomes of an answer of the embedded s3proxy. */
sealed interface Verdict {

    /** The client gets this head and the body as it is. */
    record Pass(ResponseHead head) implements Verdict {}

    /** The client gets this error, and nothing of the answer. */
    record Replace(ServiceError error) implements Verdict {}
}
