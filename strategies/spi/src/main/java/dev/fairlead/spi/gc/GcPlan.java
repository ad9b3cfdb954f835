package dev.fairlead.spi.gc;

import dev.fairlead.spi.BucketObjects.Listed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may go from a store and why everything else stays.
 *
 * @param verdicts on every key, in the order of the inventory
 * @param refusals why nothing may be deleted by this plan; empty: it may
 */
public record GcPlan(List<Verdict> verdicts, List<String> refusals) {
    public GcPlan {
        verdicts = List.copyOf(verdicts);
        refusals = List.copyOf(refusals);
    }

    /**
     * What becomes of one key.
     *
     * @param reason such as {@code pinned by rhcos.json}, {@code young} or {@code unreferenced}
     */
    public record Verdict(
            String key, long bytes, Instant lastModified, boolean goes, String reason) {}

    /** Judges every key of an inventory. */
    public static GcPlan make(Collection<Listed> inventory, Pins pins, GcRules rules, Instant now) {
        Map<String, String> pinned = pins.byKey();
        Instant floor = now.minus(rules.youngest());
        List<Verdict> verdicts =
                inventory.stream().map(o -> judge(o, pinned, rules, floor)).toList();
        return new GcPlan(verdicts, refusals(verdicts, pins, rules));
    }

    private static Verdict judge(
            Listed object, Map<String, String> pinned, GcRules rules, Instant floor) {
        String key = object.key().value();
        String pin = pinned.getOrDefault(key, pinned.getOrDefault(rules.principal(key), ""));
        if (!pin.isEmpty()) {
            return verdict(object, false, "pinned by " + pin);
        }
        if (rules.kept().stream().anyMatch(key::endsWith)) {
            return verdict(object, false, "kept always");
        }
        if (object.lastModified().isAfter(floor)) {
            return verdict(object, false, "young");
        }
        return verdict(object, true, "unreferenced");
    }

    private static Verdict verdict(Listed object, boolean goes, String reason) {
        return new Verdict(
                object.key().value(), object.lengthBytes(), object.lastModified(), goes, reason);
    }

    private static List<String> refusals(List<Verdict> verdicts, Pins pins, GcRules rules) {
        List<String> refusals = new ArrayList<>();
        if (pins.isEmpty()) {
            refusals.add("no pin was read: then everything would look unreferenced");
        }
        pins.failed().forEach(f -> refusals.add("a source of pins failed: " + f));
        Set<String> there = verdicts.stream().map(Verdict::key).collect(Collectors.toSet());
        pins.byKey()
                .forEach((key, source) -> {
                    if (!there.contains(key)) {
                        refusals.add(key + ", pinned by " + source + ", is missing from the store");
                    }
                });
        long going = verdicts.stream().filter(Verdict::goes).count();
        if (going * 100 > (long) rules.mostPercent() * verdicts.size()) {
            refusals.add(
                    going
                            + (" of " + verdicts.size() + " keys would go, which is more than ")
                            + (rules.mostPercent() + " %"));
        }
        return refusals;
    }

    public List<Verdict> going() {
        return verdicts.stream().filter(Verdict::goes).toList();
    }

    /**
     * What may be deleted of an older plan by this newer one: what both say goes, unchanged since
     * and marked long enough ago. Whoever deletes makes the newer plan just before.
     *
     * @throws StalePlanException when a key that was marked is pinned by now
     */
    public List<Verdict> confirmed(GcPlan marked) throws StalePlanException {
        Map<String, Verdict> now =
                verdicts.stream().collect(Collectors.toMap(Verdict::key, v -> v));
        List<Verdict> confirmed = new ArrayList<>();
        for (Verdict before : marked.going()) {
            Verdict after = now.get(before.key());
            if (after != null && !after.goes()) {
                throw new StalePlanException(
                        before.key() + " is to be deleted, but now " + after.reason());
            }
            if (before.equals(after)) {
                confirmed.add(before);
            }
        }
        return confirmed;
    }
}
