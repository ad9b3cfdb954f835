package dev.fairlead.ranges;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads the compact table, as strictly as JSON is read. */
final class CompactReader {

    private final CompactLines lines;
    private final List<RangeFile> files = new ArrayList<>();
    private int prefixes;

    private CompactReader(ByteSource bytes) {
        this.lines = new CompactLines(bytes);
    }

    static List<RangeFile> read(ByteSource bytes) {
        CompactReader reader = new CompactReader(bytes);
        try {
            return reader.read();
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw reader.lines.failure(String.valueOf(e.getMessage()));
        }
    }

    private List<RangeFile> read() {
        if (!lines.take().equals(CompactTable.HEADER)) {
            throw lines.failure("expected \"" + CompactTable.HEADER + "\", the only version known");
        }
        while (lines.isNext(CompactTable.CLOUD)) {
            file();
        }
        end();
        if (files.isEmpty()) {
            throw new RangeFileException("holds no prefixes, a compact table has at least one");
        }
        return List.copyOf(files);
    }

    private void file() {
        List<String> fields = fields(4);
        Cloud cloud = cloud(fields.get(1));
        long token = Long.parseLong(fields.get(2));
        Instant created = Instant.parse(fields.get(3));
        List<Range> ranges = new ArrayList<>();
        while (lines.isNext(CompactTable.AT)) {
            label(cloud, ranges);
        }
        prefixes += ranges.size();
        files.add(new RangeFile(cloud, token, created, ranges));
    }

    private void label(Cloud cloud, List<Range> ranges) {
        List<String> fields = fields(4);
        Optional<String> region = Optional.of(fields.get(1)).filter(name -> !name.isEmpty());
        SortedNames services = SortedNames.ofCommaSeparated(fields.get(3));
        while (lines.isPrefix()) {
            Prefix prefix = Prefix.parse(lines.take());
            ranges.add(new Range(cloud, region, fields.get(2), services, prefix));
        }
    }

    private void end() {
        String sum = HexFormat.of().toHexDigits(lines.sum());
        List<String> fields = fields(3);
        if (!fields.equals(List.of(CompactTable.END, Integer.toString(prefixes), sum))) {
            throw lines.failure("count or checksum differ: the table is damaged, make it again");
        }
        lines.end();
    }

    private Cloud cloud(String name) {
        Cloud cloud =
                Arrays.stream(Cloud.values())
                        .filter(known -> known.toString().equals(name))
                        .findFirst()
                        .orElseThrow(() -> lines.failure("unknown cloud \"" + name + "\""));
        if (files.stream().anyMatch(file -> file.cloud() == cloud)) {
            throw lines.failure(cloud + " is there twice");
        }
        return cloud;
    }

    private List<String> fields(int count) {
        List<String> fields = List.of(lines.take().split("\t", -1));
        if (fields.size() != count) {
            throw lines.failure("expected " + count + " fields between tabs");
        }
        return fields;
    }
}
