package dev.fairlead.ranges;

import java.util.Comparator;
import java.util.List;

/**
 * The compact table: range files of several clouds as text, a third of their size and the same
 * bytes for the same ranges, so that it can be committed and compared.
 *
 * <pre>
 * fairlead-ranges 1
 * cloud TAB aws TAB sync token TAB creation instant
 * at TAB region, empty if unknown TAB border group TAB services with commas
 * prefixes of that region and those services, one a line
 * end TAB number of prefixes TAB CRC-32 of all lines before
 * </pre>
 */
final class CompactTable {

    static final String HEADER = "fairlead-ranges 1";
    static final String CLOUD = "cloud";
    static final String AT = "at";
    static final String END = "end";

    static final Comparator<Range> ORDER =
            Comparator.comparing((Range range) -> range.region().orElse(""))
                    .thenComparing(Range::borderGroup)
                    .thenComparing(range -> String.join(",", range.services()))
                    .thenComparing(Range::prefix);

    private CompactTable() {}

    static String label(Range range) {
        return String.join(
                "\t",
                List.of(
                        AT,
                        range.region().orElse(""),
                        range.borderGroup(),
                        String.join(",", range.services())));
    }
}
