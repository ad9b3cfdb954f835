package dev.fairlead.app.door;

import dev.fairlead.spi.MalformedPathException;
import dev.fairlead.spi.RequestPath;

import java.util.Locale;
import java.util.Optional;

/**
 * What a request asks for.
 *
 * @param query what follows the {@code ?}, fit for a Location as it is
 */
public record Target(RequestPath path, Optional<String> query) {

    /**
     * Reads a path and a query as received.
     *
     * @throws MalformedPathException when nobody may route it
     */
    public static Target of(String path, Optional<String> query) throws MalformedPathException {
        if (query.isPresent() && query.get().chars().anyMatch(Target::mustBeEncoded)) {
            throw new MalformedPathException(
                    "the query holds a character that must be percent-encoded");
        }
        return new Target(RequestPath.parse(path), query);
    }

    private static boolean mustBeEncoded(int c) {
        return c <= ' ' || c >= 0x7f || c == '#';
    }

    /** The host of an authority: lower case, without its port. */
    public static String host(String authority) {
        int colon = authority.lastIndexOf(':');
        int bracket = authority.lastIndexOf(']');
        String host = colon > bracket ? authority.substring(0, colon) : authority;
        return host.toLowerCase(Locale.ROOT);
    }
}
