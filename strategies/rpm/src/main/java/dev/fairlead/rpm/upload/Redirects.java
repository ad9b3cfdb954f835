package dev.fairlead.rpm.upload;

import dev.fairlead.rpm.file.RefusedFileException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;

/**
 * Where a source may send us: to itself and to hosts that the operator named, never from https to
 * http, and by name to no address of an inner network.
 *
 * @param hosts by scheme and authority
 */
record Redirects(URI base, Set<String> hosts) {
    /** As many as librepo follows. */
    static final int MAX = 5;

    URI follow(URI from, String location) throws IOException {
        URI to = resolve(from, location);
        if (!"https".equals(to.getScheme())
                && !("http".equals(to.getScheme()) && "http".equals(from.getScheme()))) {
            throw refused("to the scheme " + to.getScheme());
        }
        if (to.getHost() == null || to.getRawUserInfo() != null || to.getRawPath().isEmpty()) {
            throw refused("to no URL of a host and a path");
        }
        if (!to.getRawAuthority().equals(base.getRawAuthority())) {
            if (!hosts.contains(to.getScheme() + "://" + to.getRawAuthority())) {
                throw refused("to " + to.getRawAuthority() + ", which redirect-hosts doesn't name");
            }
            requirePublic(to.getHost());
        }
        return to;
    }

    private static URI resolve(URI from, String location) throws RefusedFileException {
        try {
            return from.resolve(location);
        } catch (IllegalArgumentException _) { // its message would quote tokens
            throw refused("to what is no URL");
        }
    }

    /** An address that the operator named as such is meant. */
    private static void requirePublic(String host) throws IOException {
        if (host.startsWith("[") || host.matches("[\\d.]+")) {
            return;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (isInner(address)) {
                    throw refused("to " + host + ", which is an address of an inner network");
                }
            }
        } catch (UnknownHostException _) {
            throw new IOException("the source redirects to " + host + ", which isn't in the DNS");
        }
    }

    private static boolean isInner(InetAddress address) {
        byte first = address.getAddress()[0];
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || (address.getAddress().length > 4 && (first & 0xfe) == 0xfc); // RFC 4193
    }

    static RefusedFileException refused(String where) {
        return new RefusedFileException("the source redirects " + where);
    }
}
