package dev.fairlead.ranges;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which addresses of a family are of the wanted ranges, for those who have no table. */
public final class Coverage {
    private Coverage() {}

    /**
     * The addresses where coverage begins (even positions) and ends (odd ones), in order, as 8 or
     * 32 hexadecimal digits. What is covered to the family's last address has no end.
     *
     * @param wanted whether the range that {@link RangeTable#find} answers counts
     */
    public static List<String> edges(RangeTable table, Family family, Predicate<Range> wanted) {
        List<String> edges = new ArrayList<>();
        boolean covered = false;
        for (Segment segment : Segments.of(family, table.ranges())) {
            Optional<Range> answer = segment.answer().filter(wanted);
            if (answer.isPresent() != covered) {
                covered = !covered;
                edges.add(hex(family, segment));
            }
        }
        return edges;
    }

    private static String hex(Family family, Segment segment) {
        HexFormat hex = HexFormat.of();
        return family == Family.IPV4
                ? hex.toHexDigits((int) segment.lo())
                : hex.toHexDigits(segment.hi()) + hex.toHexDigits(segment.lo());
    }
}
