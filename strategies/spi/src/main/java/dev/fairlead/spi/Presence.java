package dev.fairlead.spi;

import java.util.OptionalLong;

/** Whether an object is in a bucket; unknown is never taken for absent. */
public sealed interface Presence {

    /**
     * It is there.
     *
     * @param lengthBytes its size, where S3 told it
     */
    record Present(OptionalLong lengthBytes) implements Presence {}

    /** S3 said 404, which it does only for who may list the bucket. */
    record Absent() implements Presence {}

    /** No answer that could be relied on. */
    record Unknown(Doubt doubt) implements Presence {}
}
