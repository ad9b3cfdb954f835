package dev.fairlead.ranges;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Reads what {@link FlatTable} wrote: arrays are copied, nothing is parsed. */
final class FlatReader {
    private final ByteBuffer bytes;

    FlatReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** How many ranges there are, then the clouds, the labels and a section per family. */
    int size() {
        return bytes.getInt();
    }

    List<CloudSummary> clouds() {
        int count = bytes.getInt();
        List<CloudSummary> clouds = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Cloud cloud = Cloud.valueOf(text());
            Instant created = Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
            clouds.add(new CloudSummary(cloud, created, new TreeSet<>(texts())));
        }
        return clouds;
    }

    FlatLabels labels() {
        return new FlatLabels(texts());
    }

    FlatSegments section(Family family, FlatLabels labels) {
        long[] prefixHis = longs();
        long[] prefixLos = longs();
        int[] lengths = ints();
        int[] labelOf = ints();
        long[] his = longs();
        long[] los = longs();
        int[] owners = ints();
        return new FlatSegments(
                his,
                los,
                new FlatAnswers(family, labels, prefixHis, prefixLos, lengths, labelOf, owners));
    }

    private long[] longs() {
        long[] values = new long[bytes.getInt()];
        bytes.asLongBuffer().get(values);
        bytes.position(bytes.position() + values.length * Long.BYTES);
        return values;
    }

    private int[] ints() {
        int[] values = new int[bytes.getInt()];
        bytes.asIntBuffer().get(values);
        bytes.position(bytes.position() + values.length * Integer.BYTES);
        return values;
    }

    private List<String> texts() {
        int count = bytes.getInt();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    private String text() {
        byte[] text = new byte[bytes.getShort()];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
