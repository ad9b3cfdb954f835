package dev.fairlead.spi.copies;

import dev.fairlead.spi.ClientRegion;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Doubt;
import dev.fairlead.spi.ObjectStore;
import dev.fairlead.spi.Presence;
import dev.fairlead.spi.Presigned;
import dev.fairlead.spi.Prices;
import dev.fairlead.spi.Saving;
import dev.fairlead.spi.Trace;
import dev.fairlead.spi.copies.Ranking.Priced;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes the cheapest copy that is certain to have the bytes, if it costs less than the CDN. All the
 * rules of who reads where are in {@link Prices}; this only walks down the list.
 */
public final class CopySelector {
    private final List<Copy> copies;
    private final Prices prices;

    /** By AWS region, so that nothing is sorted per request; as many as AWS has regions. */
    private final Map<Optional<String>, Ranking> rankings = new ConcurrentHashMap<>();

    public CopySelector(List<Copy> copies, Prices prices) {
        this.copies = List.copyOf(copies);
        this.prices = prices;
    }

    public Selection select(Wanted wanted, Trace.Writer trace, Deadline deadline) {
        Ranking ranking = ranking(wanted.client());
        Selection selection = firstCertain(ranking.cheaper(), wanted, trace, deadline);
        trace.addAll(ranking.others());
        return selection;
    }

    /** The same among the authoritative copies alone, whatever they cost. */
    public Selection selectAuthoritative(Wanted wanted, Trace.Writer trace, Deadline deadline) {
        List<Priced> authoritative =
                copies.stream().filter(Copy::authoritative).map(c -> price(c, wanted)).toList();
        return firstCertain(authoritative, wanted, trace, deadline);
    }

    private Ranking ranking(ClientRegion client) {
        Ranking known = rankings.get(client.awsRegion());
        return known != null
                ? known
                : rankings.computeIfAbsent(
                        client.awsRegion(), _ -> Ranking.of(copies, prices, client));
    }

    private Priced price(Copy copy, Wanted wanted) {
        double price = prices.fromBucket(copy.region(), wanted.client());
        return new Priced(copy, price, prices.cdn() - price);
    }

    private static Selection firstCertain(
            List<Priced> candidates, Wanted wanted, Trace.Writer trace, Deadline deadline) {
        String reason = "no-cheaper-copy";
        for (Priced candidate : candidates) {
            Selection selection = consider(candidate, wanted, deadline);
            if (selection instanceof Selection.Found(var _, var _, String found)) {
                trace.add(candidate.verdict(found));
            }
            if (!(selection instanceof Selection.Nowhere(String missing))) {
                return selection;
            }
            trace.add(candidate.verdict(missing));
            reason = weightier(reason, missing);
        }
        return new Selection.Nowhere(reason);
    }

    /** Of several reasons the operator is told the first failure, else the first absence. */
    private static String weightier(String before, String now) {
        boolean failedBefore = !before.equals("no-cheaper-copy") && !before.equals("copy-absent");
        return failedBefore || (before.equals("copy-absent") && now.equals("copy-absent"))
                ? before
                : now;
    }

    private static Selection consider(Priced candidate, Wanted wanted, Deadline deadline) {
        if (candidate.copy().authoritative()) {
            return locate(candidate, wanted, OptionalLong.empty(), "copy-authoritative", deadline);
        }
        return switch (candidate.copy().store().probe(wanted.key(), deadline)) {
            case Presence.Present(OptionalLong length) ->
                    locate(candidate, wanted, length, "copy-present", deadline);
            case Presence.Absent() -> new Selection.Nowhere("copy-absent");
            case Presence.Unknown(Doubt doubt) -> doubtful(doubt);
        };
    }

    private static Selection locate(
            Priced candidate,
            Wanted wanted,
            OptionalLong length,
            String reason,
            Deadline deadline) {
        Saving saving = new Saving(length, candidate.sparedUsdPerGb());
        ObjectStore store = candidate.copy().store();
        if (!candidate.copy().presign()) {
            String url = store.publicUrl(wanted.key(), wanted.overIpv6());
            return new Selection.Found(
                    wanted.query().map(query -> url + '?' + query).orElse(url), saving, reason);
        }
        Presigned presigned =
                store.presign(
                        wanted.method(), wanted.key(), wanted.overIpv6(), wanted.life(), deadline);
        return presigned instanceof Presigned.Url(String url)
                ? new Selection.Found(url, saving, reason)
                : doubtful(((Presigned.Unavailable) presigned).doubt());
    }

    private static Selection doubtful(Doubt doubt) {
        return doubt == Doubt.NOT_AT_HAND
                ? new Selection.NotAtOnce()
                : new Selection.Nowhere("copy-" + doubt.token());
    }
}
