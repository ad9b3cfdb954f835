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
import java.util.function.Supplier;

/**
 * Answers which range an address belongs to, by the longest prefix that holds it. Immutable and
 * thread-safe; replace the whole table to change it.
 */
public final class RangeTable {

    private final int size;
    private final List<CloudSummary> clouds;
    private final Ipv4Index ipv4;
    private final Ipv6Index ipv6;
    private final Supplier<Listing> listing;

    private RangeTable(Listing listing) {
        this.size = listing.ranges().size();
        this.clouds = listing.files().stream().map(CloudSummary::of).toList();
        this.ipv4 = new Ipv4Index(FlatSegments.of(Family.IPV4, listing.ranges()));
        this.ipv6 = new Ipv6Index(FlatSegments.of(Family.IPV6, listing.ranges()));
        this.listing = () -> listing;
    }

    private RangeTable(FlatReader flat, Supplier<Listing> listing) {
        this.size = flat.size();
        this.clouds = flat.clouds();
        FlatLabels labels = flat.labels();
        this.ipv4 = new Ipv4Index(flat.section(Family.IPV4, labels));
        this.ipv6 = new Ipv6Index(flat.section(Family.IPV6, labels));
        this.listing = listing;
    }

    /**
     * A table of all these files. Files of the same cloud are merged: a prefix that two of them
     * place in different regions has no region; the cloud's version is the newest of theirs.
     */
    public static RangeTable of(Collection<RangeFile> files) {
        return new RangeTable(Listing.of(files));
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
        return listing.get().files();
    }

    /** The file of one cloud. */
    public Optional<RangeFile> file(Cloud cloud) {
        return files().stream().filter(file -> file.cloud() == cloud).findFirst();
    }

    /** All ranges in order of their prefixes, each prefix once. */
    public List<Range> ranges() {
        return listing.get().ranges();
    }

    /** How many ranges there are. */
    public int size() {
        return size;
    }

    /** The names of the regions that a cloud's ranges have, in order. */
    public NavigableSet<String> regions(Cloud cloud) {
        return summary(cloud).map(CloudSummary::regions).orElse(Collections.emptyNavigableSet());
    }

    /** The prefixes of one service, {@code CLOUDFRONT_ORIGIN_FACING} for example, in order. */
    public List<Prefix> prefixes(Cloud cloud, String service) {
        return file(cloud).map(RangeFile::ranges).orElse(List.of()).stream()
                .filter(range -> range.services().contains(service))
                .map(Range::prefix)
                .toList();
    }

    /** When a cloud made its file; empty if the table has nothing of that cloud. */
    public Optional<Instant> created(Cloud cloud) {
        return summary(cloud).map(CloudSummary::created);
    }

    /** When the oldest file in the table was made; empty if the table is. */
    public Optional<Instant> oldestCreated() {
        return clouds.stream().map(CloudSummary::created).min(Comparator.naturalOrder());
    }

    private Optional<CloudSummary> summary(Cloud cloud) {
        return clouds.stream().filter(known -> known.cloud() == cloud).findFirst();
    }

    /** Read on first use: a program with range files of its own never pays for it. */
    private static final class Embedded {
        private static final RangeTable TABLE =
                new RangeTable(EmbeddedRanges.flat(), () -> EmbeddedListing.LISTING);
    }

    /** Its lists are for tools and refreshes: look-ups never pay for them. */
    private static final class EmbeddedListing {
        private static final Listing LISTING = Listing.of(EmbeddedRanges.read());
    }
}
