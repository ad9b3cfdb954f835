package dev.fairlead.app.access;

import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query taken apart.
 *
 * @param parts the signing parameters
 * @param own all other parameters, byte for byte and in their order
 */
record SignedQuery(Parts parts, Optional<String> own) {
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");

    static SignedQuery of(Optional<String> query) throws RefusedException {
        Parts parts = new Parts();
        return query.isPresent()
                ? new SignedQuery(parts, split(query.get(), parts))
                : new SignedQuery(parts, query);
    }

    private static Optional<String> split(String query, Parts parts) throws RefusedException {
        StringJoiner own = new StringJoiner("&");
        boolean any = false;
        int from = 0;
        while (from <= query.length()) {
            int and = query.indexOf('&', from);
            int end = and < 0 ? query.length() : and;
            String pair = query.substring(from, end);
            if (!isSigning(pair, parts)) {
                own.add(pair);
                any = true;
            }
            from = end + 1;
        }
        return any ? Optional.of(own.toString()) : Optional.empty();
    }

    private static boolean isSigning(String pair, Parts parts) throws RefusedException {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        Optional<Field> field = Field.ofParameter(name);
        if (field.isPresent()) {
            parts.put(field.get(), equals < 0 ? "" : pair.substring(equals + 1));
        } else if (name.indexOf('%') >= 0 && Field.ofParameter(decoded(name)).isPresent()) {
            // Whoever stands behind us may decode it, and see two where we saw one.
            throw new RefusedException("a signing parameter's name is percent-encoded");
        }
        return field.isPresent();
    }

    private static String decoded(String name) {
        return ESCAPE.matcher(name)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(
                                String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }
}
