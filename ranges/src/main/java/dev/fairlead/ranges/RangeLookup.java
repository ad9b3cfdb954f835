package dev.fairlead.ranges;

import java.net.InetAddress;
import java.util.function.Predicate;

/** Says in one line what a table knows of an address, for people. */
public final class RangeLookup {

    private final RangeTable table;

    public RangeLookup(RangeTable table) {
        this.table = table;
    }

    /**
     * The line of one address, for example {@code 52.94.76.1 aws us-west-2 52.94.76.0/22
     * AMAZON,EC2} with two spaces between the parts.
     *
     * @throws IllegalArgumentException if the text is not a literal address
     */
    public String line(String address) {
        InetAddress parsed = Addresses.parse(address);
        return address + "  " + table.find(parsed).map(RangeLookup::told).orElse("in no range");
    }

    private static String told(Range range) {
        String where =
                range.cloud() + " " + range.region().orElse("(region unknown)") + group(range);
        String services = String.join(",", range.services());
        return (where + "  " + range.prefix() + "  " + services).strip();
    }

    private static String group(Range range) {
        Predicate<String> tellsMore =
                region -> !range.borderGroup().isEmpty() && !range.borderGroup().equals(region);
        return range.region()
                .filter(tellsMore)
                .map(_ -> " (border group " + range.borderGroup() + ")")
                .orElse("");
    }
}
