package dev.fairlead.ranges;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Answers which range an address belongs to, by the longest prefix that holds it. Immutable and
 * thread-safe; replace the whole table to change it.
 */
public final class RangeTable {

    private final List<RangeFile> files;
    private final List<Range> ranges;
    private final Ipv4Index ipv4;
    private final Ipv6Index ipv6;

    private RangeTable(List<RangeFile> files) {
        this.files = files;
        this.ranges = RangeMerge.acrossClouds(files);
        this.ipv4 = new Ipv4Index(Segments.of(Family.IPV4, ranges));
        this.ipv6 = new Ipv6Index(Segments.of(Family.IPV6, ranges));
    }

    /**
     * A table of all these files. Files of the same cloud are merged: a prefix that two of them
     * place in different regions has no region; the cloud's version is the newest of theirs.
     */
    public static RangeTable of(Collection<RangeFile> files) {
        return new RangeTable(RangeMerge.perCloud(files));
    }

    /** The table that ships with this module; it needs no network and ages from its creation. */
    public static RangeTable embedded() {
        return Embedded.TABLE;
    }

    /** The range of the longest prefix that holds the address; IPv4-mapped IPv6 counts as IPv4. */
    public Optional<Range> find(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address
                ? find(Addresses.ipv4(bytes))
                : find(Addresses.hi(bytes), Addresses.lo(bytes));
    }

    /** As {@link #find(InetAddress)}, for the 32 bits of an IPv4 address. */
    public Optional<Range> find(int ipv4Bits) {
        return ipv4.find(ipv4Bits);
    }

    /** As {@link #find(InetAddress)}, for the two halves of an IPv6 address. */
    public Optional<Range> find(long hi, long lo) {
        return Addresses.isMapped(hi, lo) ? ipv4.find((int) lo) : ipv6.find(hi, lo);
    }

    /** What the table was made of, one file per cloud. */
    public List<RangeFile> files() {
        return files;
    }

    /** The file of one cloud. */
    public Optional<RangeFile> file(Cloud cloud) {
        return files.stream().filter(file -> file.cloud() == cloud).findFirst();
    }

    /** All ranges in order of their prefixes, each prefix once. */
    public List<Range> ranges() {
        return ranges;
    }

    /** How many ranges there are. */
    public int size() {
        return ranges.size();
    }

    /** The names of the regions that a cloud's ranges have, in order. */
    public NavigableSet<String> regions(Cloud cloud) {
        NavigableSet<String> regions = new TreeSet<>();
        for (Range range : rangesOf(cloud)) {
            range.region().ifPresent(regions::add);
        }
        return Collections.unmodifiableNavigableSet(regions);
    }

    /** The prefixes of one service, {@code CLOUDFRONT_ORIGIN_FACING} for example, in order. */
    public List<Prefix> prefixes(Cloud cloud, String service) {
        return rangesOf(cloud).stream()
                .filter(range -> range.services().contains(service))
                .map(Range::prefix)
                .toList();
    }

    /** When a cloud made its file; empty if the table has nothing of that cloud. */
    public Optional<Instant> created(Cloud cloud) {
        return file(cloud).map(RangeFile::created);
    }

    /** When the oldest file in the table was made; empty if the table is. */
    public Optional<Instant> oldestCreated() {
        return files.stream().map(RangeFile::created).min(Comparator.naturalOrder());
    }

    private List<Range> rangesOf(Cloud cloud) {
        return file(cloud).map(RangeFile::ranges).orElse(List.of());
    }

    /** Read on first use: a program with range files of its own never pays for it. */
    private static final class Embedded {
        private static final RangeTable TABLE = of(EmbeddedRanges.read());
    }
}
