package dev.fairlead.ranges;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** An immutable set of names in order, so that what is written from it is reproducible. */
final class SortedNames extends AbstractSet<String> {

    private final List<String> names;

    private SortedNames(List<String> names) {
        this.names = names;
    }

    static SortedNames of(Collection<String> names) {
        if (names instanceof SortedNames sorted) {
            return sorted;
        }
        names.forEach(Names::checked);
        return new SortedNames(names.stream().distinct().sorted().toList());
    }

    static SortedNames ofCommaSeparated(String names) {
        return of(names.isEmpty() ? List.of() : Arrays.asList(names.split(",", -1)));
    }

    @Override
    public boolean contains(Object name) {
        return names.contains(name);
    }

    @Override
    public Iterator<String> iterator() {
        return names.iterator();
    }

    @Override
    public int size() {
        return names.size();
    }
}
