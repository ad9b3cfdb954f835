package dev.fairlead.app.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A B-tree of the edges of a coverage, each node a value of the store; {@code filter.js} says how
 * it is read. Leaves begin with a beginning, so that no leaf can claim what another has.
 *
 * @param edges in order, of a leaf; of an inner node the first of each child
 */
record EdgeTree(List<String> edges, List<EdgeTree> children) {
    private static final String INNER = ">";

    /** Comes after every address, and says so that nothing is covered. */
    private static final String NEVER = "g";

    static EdgeTree of(List<String> addresses, int maxValue) {
        List<String> edges =
                addresses.isEmpty()
                        ? List.of(NEVER)
                        : addresses.stream().map(EdgeTree::trimmed).toList();
        List<EdgeTree> level =
                pages(edges, 2, maxValue).stream()
                        .map(page -> new EdgeTree(page, List.of()))
                        .toList();
        while (level.size() > 1) {
            level = parents(level, maxValue);
        }
        return level.getFirst();
    }

    /** Adds this node as the key, and the nodes below it. */
    void addTo(Map<String, String> store, String key) {
        store.put(key, (children.isEmpty() ? "" : INNER) + String.join(",", edges));
        for (EdgeTree child : children) {
            child.addTo(store, key + "/" + child.edges.getFirst());
        }
    }

    private static List<EdgeTree> parents(List<EdgeTree> level, int maxValue) {
        List<String> firsts = level.stream().map(node -> node.edges.getFirst()).toList();
        List<EdgeTree> parents = new ArrayList<>();
        int from = 0;
        for (List<String> page : pages(firsts, 1, maxValue - INNER.length())) {
            int to = from + page.size();
            parents.add(new EdgeTree(page, level.subList(from, to)));
            from = to;
        }
        return parents;
    }

    /**
     * Cuts before every group of so many texts at most, into pages that fit when joined by commas.
     */
    private static List<List<String>> pages(List<String> texts, int step, int max) {
        List<List<String>> pages = new ArrayList<>();
        int from = 0;
        int size = 0;
        for (int i = 0; i < texts.size(); i += step) {
            int end = Math.min(i + step, texts.size());
            int more = texts.subList(i, end).stream().mapToInt(text -> text.length() + 1).sum();
            if (size + more > max && from < i) {
                pages.add(texts.subList(from, i));
                from = i;
                size = 0;
            }
            size += more;
        }
        pages.add(texts.subList(from, texts.size()));
        return pages;
    }

    private static String trimmed(String address) {
        String edge = address.replaceFirst("0+$", "");
        return edge.isEmpty() ? "0" : edge;
    }
}
