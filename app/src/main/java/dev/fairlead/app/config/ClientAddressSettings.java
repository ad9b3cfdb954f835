package dev.fairlead.app.config;

import dev.fairlead.ranges.Prefix;
import dev.fairlead.spi.Settings;

import java.util.List;

/**
 * Where the client address is taken from.
 *
 * @param hops how many proxies in front of us append to {@code X-Forwarded-For}; 0: trust the
 *     listed ones instead
 * @param trustedProxies whose word is taken for the address before them
 */
public record ClientAddressSettings(Source source, int hops, List<Prefix> trustedProxies) {

    public enum Source {
        PEER,
        FORWARDED
    }

    static ClientAddressSettings read(Settings settings) {
        String source = settings.oneOf("source", List.of("peer", "forwarded"), "peer");
        int hops = settings.integer("hops", 0, 0, 16);
        List<Prefix> trusted = Prefixes.read(settings, "trusted-proxies");
        if (source.equals("peer") && (hops > 0 || !trusted.isEmpty())) {
            throw settings.error("source", "'peer' trusts no header; with proxies say 'forwarded'");
        }
        if (source.equals("forwarded") && (hops > 0) == !trusted.isEmpty()) {
            throw settings.error(
                    "source", "'forwarded' needs either hops: n or trusted-proxies: [cidr, …]");
        }
        return new ClientAddressSettings(
                source.equals("peer") ? Source.PEER : Source.FORWARDED, hops, trusted);
    }
}
