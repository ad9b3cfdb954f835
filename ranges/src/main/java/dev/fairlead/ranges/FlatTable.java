package dev.fairlead.ranges;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a table as the arrays that look-ups use, for {@link FlatReader}: a function that starts
 * for one request has no time to parse 12,000 lines. The build makes it of the compact table; it is
 * read by the program that it was built with and nobody else, so it has no version.
 */
final class FlatTable {
    private final Map<String, Integer> labels = new LinkedHashMap<>();
    private final ByteArrayOutputStream sections = new ByteArrayOutputStream();

    private FlatTable() {}

    static void main(String[] arguments) throws IOException {
        Files.write(Path.of(arguments[0]), bytes(RangeTable.of(EmbeddedRanges.read())));
    }

    static byte[] bytes(RangeTable table) throws IOException {
        FlatTable flat = new FlatTable();
        DataOutputStream out = new DataOutputStream(flat.sections);
        for (Family family : Family.values()) {
            flat.section(family, table.ranges(), out);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        DataOutputStream head = new DataOutputStream(all);
        head.writeInt(table.size());
        head.writeInt(table.files().size());
        for (CloudSummary cloud : table.files().stream().map(CloudSummary::of).toList()) {
            head.writeUTF(cloud.cloud().name());
            Instant created = cloud.created();
            head.writeLong(created.getEpochSecond());
            head.writeInt(created.getNano());
            writeAll(cloud.regions(), head);
        }
        writeAll(flat.labels.keySet(), head);
        head.write(flat.sections.toByteArray());
        return all.toByteArray();
    }

    private void section(Family family, List<Range> all, DataOutputStream out) throws IOException {
        List<Range> ranges = all.stream().filter(r -> r.prefix().family() == family).toList();
        Map<Prefix, Integer> numbers = new LinkedHashMap<>();
        List<int[]> described = new ArrayList<>();
        for (Range range : ranges) {
            numbers.put(range.prefix(), numbers.size());
            int label = labels.computeIfAbsent(FlatLabels.line(range), _ -> labels.size());
            described.add(new int[] {range.prefix().length(), label});
        }
        List<Segment> segments = Segments.of(family, ranges);
        longs(ranges.stream().mapToLong(range -> range.prefix().hi()).toArray(), out);
        longs(ranges.stream().mapToLong(range -> range.prefix().lo()).toArray(), out);
        ints(described.stream().mapToInt(pair -> pair[0]).toArray(), out);
        ints(described.stream().mapToInt(pair -> pair[1]).toArray(), out);
        longs(segments.stream().mapToLong(Segment::hi).toArray(), out);
        longs(segments.stream().mapToLong(Segment::lo).toArray(), out);
        ints(segments.stream().mapToInt(segment -> owner(segment, numbers)).toArray(), out);
    }

    private static int owner(Segment segment, Map<Prefix, Integer> numbers) {
        return segment.answer().map(Range::prefix).map(numbers::get).orElse(-1);
    }

    private static void longs(long[] values, DataOutputStream out) throws IOException {
        out.writeInt(values.length);
        for (long value : values) {
            out.writeLong(value);
        }
    }

    private static void ints(int[] values, DataOutputStream out) throws IOException {
        out.writeInt(values.length);
        for (int value : values) {
            out.writeInt(value);
        }
    }

    private static void writeAll(Iterable<String> texts, DataOutputStream out) throws IOException {
        List<String> all = new ArrayList<>();
        texts.forEach(all::add);
        out.writeInt(all.size());
        for (String text : all) {
            out.writeUTF(text);
        }
    }
}
