package dev.fairlead.bench;

import dev.fairlead.ranges.Range;
import dev.fairlead.ranges.RangeTable;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One look-up of a random client, half of them in some range. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RegionLookup {
    private static final int COUNT = 65_536;

    private RangeTable table;
    private InetAddress[] v4;
    private InetAddress[] v6;
    private int[] bits;
    private long[] hi;
    private long[] lo;
    private int next;

    @Setup
    public void setUp() {
        table = Clients.table();
        v4 = Clients.random(table, true, COUNT);
        v6 = Clients.random(table, false, COUNT);
        bits = new int[COUNT];
        hi = new long[COUNT];
        lo = new long[COUNT];
        for (int i = 0; i < COUNT; i++) {
            bits[i] = Clients.bits(v4[i]);
            ByteBuffer bytes = ByteBuffer.wrap(v6[i].getAddress());
            hi[i] = bytes.getLong();
            lo[i] = bytes.getLong();
        }
    }

    @Benchmark
    public Optional<Range> ipv4Bits() {
        return table.find(bits[next++ & (COUNT - 1)]);
    }

    @Benchmark
    public Optional<Range> ipv6Bits() {
        int i = next++ & (COUNT - 1);
        return table.find(hi[i], lo[i]);
    }

    @Benchmark
    public Optional<Range> ipv4Address() {
        return table.find(v4[next++ & (COUNT - 1)]);
    }

    @Benchmark
    public Optional<Range> ipv6Address() {
        return table.find(v6[next++ & (COUNT - 1)]);
    }
}
