package dev.fairlead.ranges;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/** Writes the compact table. */
public final class CompactWriter {

    private final StringBuilder text = new StringBuilder();
    private int prefixes;

    private CompactWriter() {}

    /** The compact table of these files, the same bytes whatever their order. */
    public static byte[] bytes(Collection<RangeFile> files) {
        CompactWriter writer = new CompactWriter();
        writer.line(CompactTable.HEADER);
        files.stream().sorted(Comparator.comparing(RangeFile::cloud)).forEach(writer::file);
        writer.end();
        return writer.text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void file(RangeFile file) {
        line(
                String.join(
                        "\t",
                        List.of(
                                CompactTable.CLOUD,
                                file.cloud().toString(),
                                Long.toString(file.syncToken()),
                                file.created().toString())));
        String last = "";
        for (Range range : file.ranges().stream().sorted(CompactTable.ORDER).toList()) {
            String label = CompactTable.label(range);
            if (!label.equals(last)) {
                line(label);
            }
            last = label;
            line(range.prefix().toString());
            prefixes++;
        }
    }

    private void end() {
        CRC32 sum = new CRC32();
        sum.update(text.toString().getBytes(StandardCharsets.US_ASCII));
        String hex = HexFormat.of().toHexDigits((int) sum.getValue());
        line(CompactTable.END + "\t" + prefixes + "\t" + hex);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
