package dev.fairlead.isobuild;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Counts values by upper bounds.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus: text
 *     format</a>
 */
final class Histogram {
    private final double[] bounds;
    private final LongAdder[] counts;
    private final DoubleAdder sum = new DoubleAdder();

    Histogram(double... bounds) {
        this.bounds = bounds.clone();
        this.counts =
                Stream.generate(LongAdder::new).limit(bounds.length + 1L).toArray(LongAdder[]::new);
    }

    void record(double value) {
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
        sum.add(value);
    }

    /** Writes its lines. */
    void write(StringBuilder page, String name, String labels) {
        long count = 0;
        for (int i = 0; i < counts.length; i++) {
            count += counts[i].sum();
            String bound = i < bounds.length ? String.valueOf(bounds[i]) : "+Inf";
            line(page, name + "_bucket", labels + ",le=\"" + bound + '"', count);
        }
        line(page, name + "_sum", labels, sum.sum());
        line(page, name + "_count", labels, count);
    }

    static void line(StringBuilder page, String name, String labels, Number value) {
        page.append(name).append('{').append(labels).append("} ").append(value).append('\n');
    }
}
