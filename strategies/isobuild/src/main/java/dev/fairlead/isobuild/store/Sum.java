package dev.fairlead.isobuild.store;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file holds, as {@code sha256sum -c} reads it.
 *
 * @param inputs a digest of what a derived file was made of
 */
record Sum(String sha256, Optional<String> inputs) {
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) {2}.*");
    private static final Pattern INPUTS = Pattern.compile("# made of ([0-9a-f]{64})");

    static Sum of(String sha256) {
        return new Sum(sha256, Optional.empty());
    }

    /** Empty: it is damaged. */
    static Optional<Sum> parse(List<String> lines) {
        Optional<String> inputs = first(lines, INPUTS);
        return first(lines, LINE).map(sha256 -> new Sum(sha256, inputs));
    }

    private static Optional<String> first(List<String> lines, Pattern pattern) {
        return lines.stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .findFirst();
    }

    List<String> lines(String name) {
        String line = sha256 + "  " + name;
        return inputs.map(digest -> List.of("# made of " + digest, line)).orElse(List.of(line));
    }
}
