package dev.fairlead.app.access;

import java.util.Optional;

/**
 * What is asked for, as its signer had it.
 *
 * @param scheme of the configured URL, not of the connection
 * @param authority of the configured URL, never the client's Host field
 * @param path as received, before a mount's prefix is taken off
 * @param query as received, without signing parameters
 */
record Resource(String scheme, String authority, String path, Optional<String> query) {

    static Resource of(String site, String path, Optional<String> query) {
        int colon = site.indexOf("://");
        return new Resource(site.substring(0, colon), site.substring(colon + 3), path, query);
    }

    String text() {
        String base = scheme + "://" + authority + path;
        return query.isPresent() ? base + '?' + query.get() : base;
    }
}
