package dev.fairlead.spi;

import java.util.Optional;

/** Opens buckets at start-up. */
public interface ObjectStores {

    ObjectStore open(Bucket bucket);

    /**
     * A bucket and how to read it.
     *
     * @param region the AWS region it is in: a signature for another one is refused
     * @param roleArn the role to assume for probing and presigning; empty: the program's own
     *     credentials
     */
    record Bucket(String name, String region, Optional<String> roleArn) {

        /** By hand: no AOT cache holds what a record makes of itself at its first use. */
        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }
}
