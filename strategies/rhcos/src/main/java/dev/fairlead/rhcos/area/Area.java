package dev.fairlead.rhcos.area;

import java.util.function.Supplier;

/**
 * A part of the mirror and who may read it.
 *
 * @param prefix ends in a slash, unless it is one file
 */
record Area(String prefix, Rule rule) {

    sealed interface Rule {}

    record Everybody() implements Rule {}

    record AnyAccount(Supplier<Accounts> accounts) implements Rule {}

    /** Below {@code <prefix>p/} the accounts named {@code p+…}. */
    record AccountOfDirectory(Supplier<Accounts> accounts) implements Rule {}

    /** Whole segments: {@code /public-x} isn't below {@code /pub/}, {@code /pub} itself is. */
    boolean holds(String path) {
        return prefix.endsWith("/") ? (path + "/").startsWith(prefix) : path.equals(prefix);
    }

    boolean admits(String path, Credentials given) {
        return switch (rule) {
            case Everybody() -> true;
            case AnyAccount(var accounts) -> accounts.get().hold(given);
            case AccountOfDirectory(var accounts) ->
                    accounts.get().hold(given) && isOwner(given.user(), path);
        };
    }

    private boolean isOwner(String user, String path) {
        String below = path.substring(Math.min(prefix.length(), path.length()));
        int end = below.indexOf('/');
        String directory = end < 0 ? below : below.substring(0, end);
        return !directory.isEmpty() && user.startsWith(directory + "+");
    }
}
