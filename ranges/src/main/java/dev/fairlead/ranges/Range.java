package dev.fairlead.ranges;

import java.util.Optional;
import java.util.Set;

/**
 * What a cloud says of one prefix.
 *
 * @param cloud the cloud that owns the prefix
 * @param region the region; empty if the file says GLOBAL, or names two regions: cloud known,
 *     region unknown
 * @param borderGroup the network border group of AWS (the region, or a Local or Wavelength Zone in
 *     it), the scope of GCP; empty if there is none
 * @param services the services that use the prefix, in order
 * @param prefix the prefix
 */
public record Range(
        Cloud cloud,
        Optional<String> region,
        String borderGroup,
        Set<String> services,
        Prefix prefix) {

    /**
     * Copies the services and checks the names.
     *
     * @throws IllegalArgumentException if a name is blank, over 64 characters or not printable
     */
    public Range {
        region.ifPresent(Names::checked);
        if (!borderGroup.isEmpty()) {
            Names.checked(borderGroup);
        }
        services = SortedNames.of(services);
    }
}
