package dev.fairlead.spi.copies;

import dev.fairlead.spi.ClientRegion;
import dev.fairlead.spi.Prices;
import dev.fairlead.spi.Trace.Considered;

import java.util.ArrayList;
import java.util.List;

/**
 * The copies as one client region sees them.
 *
 * @param cheaper those that cost less than the CDN, cheapest first
 * @param others the rest, each with why it was left out
 */
record Ranking(List<Priced> cheaper, List<Considered> others) {

    /** A copy, what it costs this client and what is spared against the CDN. */
    record Priced(Copy copy, double usdPerGb, double sparedUsdPerGb) {
        Considered verdict(String verdict) {
            return new Considered(copy.bucket(), usdPerGb, verdict);
        }
    }

    static Ranking of(List<Copy> copies, Prices prices, ClientRegion client) {
        List<Priced> cheaper = new ArrayList<>();
        List<Considered> others = new ArrayList<>();
        for (Copy copy : copies) {
            double price = prices.fromBucket(copy.region(), client);
            Priced priced = new Priced(copy, price, prices.cdn() - price);
            if (!isFor(copy, client)) {
                others.add(priced.verdict("not-for-this-region"));
            } else if (price < prices.cdn()) {
                cheaper.add(priced);
            } else {
                others.add(priced.verdict("dearer-than-cdn"));
            }
        }
        cheaper.sort(Ranking::compare);
        return new Ranking(List.copyOf(cheaper), List.copyOf(others));
    }

    /** A sort is stable: at the same price the configuration's order decides. */
    private static int compare(Priced one, Priced other) {
        int byPrice = Double.compare(one.usdPerGb, other.usdPerGb);
        return byPrice != 0
                ? byPrice
                : Boolean.compare(other.copy.authoritative(), one.copy.authoritative());
    }

    private static boolean isFor(Copy copy, ClientRegion client) {
        return copy.clientRegions().isEmpty()
                || client.awsRegion().map(copy.clientRegions()::contains).orElse(false);
    }
}
