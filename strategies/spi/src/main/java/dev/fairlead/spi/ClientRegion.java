package dev.fairlead.spi;

import java.util.Optional;

/**
 * Where a client is, as far as the range files tell.
 *
 * @param cloud {@code aws}, {@code gcp} or {@code azure}; empty: none of them that we know of
 * @param region the cloud's own name for it; empty with a cloud: the file says "global"
 * @param borderGroup AWS's network border group: the region, or a Local or Wavelength Zone in it
 * @param prefix the longest prefix that matched, as CIDR
 */
public record ClientRegion(
        Optional<String> cloud,
        Optional<String> region,
        Optional<String> borderGroup,
        Optional<String> prefix) {

    public static final ClientRegion UNKNOWN =
            new ClientRegion(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** A client of AWS as if it were in this region, without an address that says so. */
    public static ClientRegion assumed(String awsRegion) {
        return new ClientRegion(
                Optional.of("aws"), Optional.of(awsRegion), Optional.empty(), Optional.empty());
    }

    /** The AWS region, if the client is in one. */
    public Optional<String> awsRegion() {
        return cloud.isPresent() && cloud.get().equals("aws") ? region : Optional.empty();
    }

    @Override
    public String toString() {
        return cloud.map(c -> region.map(r -> c + "/" + r).orElse(c)).orElse("unknown");
    }
}
