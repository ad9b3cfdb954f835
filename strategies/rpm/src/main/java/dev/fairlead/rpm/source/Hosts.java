package dev.fairlead.rpm.source;

import dev.fairlead.rpm.file.RefusedFileException;
import dev.fairlead.spi.Settings;
import dev.fairlead.spi.StrategyContext;
import dev.fairlead.spi.Upstreams;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;

/**
 * Hosts that a source may name to us: itself, and those that the operator named in a setting, but
 * by name no address of an inner network.
 *
 * @param setting that names them
 * @param own the source's scheme and authority
 * @param named schemes and authorities
 */
record Hosts(String setting, String own, Set<String> named, Upstreams upstreams) {

    /** No other one than that of a URL. */
    static Hosts only(URI base, Upstreams upstreams) {
        return new Hosts("redirect-hosts", origin(base), Set.of(), upstreams);
    }

    static Hosts read(StrategyContext context, String setting) {
        Settings settings = context.settings();
        for (String host : settings.strings(setting)) {
            if (!host.matches("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?")) {
                throw settings.error(setting, "'" + host + "' is not like https://cdn.example");
            }
        }
        return new Hosts(
                setting,
                origin(context.passThrough()),
                Set.copyOf(settings.strings(setting)),
                context.upstreams());
    }

    /** Scheme and authority. */
    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    /**
     * Where a URL is.
     *
     * @throws RefusedFileException when it is somewhere else
     * @throws IOException when nobody knows where that is
     */
    Place find(URI url) throws IOException {
        String origin = origin(url);
        if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawPath().isEmpty()) {
            throw refused("no URL of a host and a path");
        }
        if (!origin.equals(own)) {
            if (!named.contains(origin)) {
                throw refused(url.getRawAuthority() + ", which " + setting + " doesn't name");
            }
            requirePublic(url.getHost());
        }
        return new Place(url, upstreams.open(URI.create(origin)), target(url));
    }

    private static String target(URI url) {
        String query = url.getRawQuery();
        return query == null ? url.getRawPath() : url.getRawPath() + '?' + query;
    }

    /** An address that the operator named as such is meant. */
    private static void requirePublic(String host) throws IOException {
        if (host.matches("[\\d.]+")) {
            return;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (isInner(address)) {
                    throw refused(host + ", which is an address of an inner network");
                }
            }
        } catch (UnknownHostException _) {
            throw new IOException("the source names " + host + ", which isn't in the DNS");
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

    private static RefusedFileException refused(String where) {
        return new RefusedFileException("the source redirects to " + where);
    }
}
