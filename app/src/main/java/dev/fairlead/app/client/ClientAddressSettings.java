package dev.fairlead.app.client;

import dev.fairlead.ranges.Prefix;
import dev.fairlead.spi.Settings;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Where the client address is taken from.
 *
 * @param hops how many proxies before us append to the header; 0: trust the listed ones instead
 * @param trustedProxies whose word is taken for the address before them
 * @param trustsCloudFront whether CloudFront's origin-facing ranges are among them
 */
public record ClientAddressSettings(
        Source source,
        Header header,
        int hops,
        List<Prefix> trustedProxies,
        boolean trustsCloudFront,
        Optional<Secret> secret) {
    private static final String CLOUDFRONT = "cloudfront-origin-facing";

    public enum Source {
        PEER,
        FORWARDED,
        CLOUDFRONT_VIEWER_ADDRESS
    }

    /** Which field the proxies append to; reading both would let a client choose. */
    public enum Header {
        X_FORWARDED_FOR("x-forwarded-for"),
        FORWARDED("forwarded");

        private final String fieldName;

        Header(String fieldName) {
            this.fieldName = fieldName;
        }

        String fieldName() {
            return fieldName;
        }

        Optional<InetAddress> address(String entry) {
            return this == FORWARDED ? ForwardedElement.client(entry) : AddressText.parse(entry);
        }
    }

    /** A header field that only the distribution sends, by its origin settings. */
    public record Secret(String header, String value) {
        @Override
        public String toString() {
            return "Secret[" + header + "]";
        }
    }

    public static ClientAddressSettings read(Settings settings) {
        Source source = source(settings);
        List<String> trusted = settings.strings("trusted-proxies");
        List<String> listed = trusted.stream().filter(name -> !name.equals(CLOUDFRONT)).toList();
        ClientAddressSettings read =
                new ClientAddressSettings(
                        source,
                        settings.oneOf(
                                                "header",
                                                List.of("x-forwarded-for", "forwarded"),
                                                "x-forwarded-for")
                                        .equals("forwarded")
                                ? Header.FORWARDED
                                : Header.X_FORWARDED_FOR,
                        settings.integer("hops", 0, 0, 16),
                        Prefixes.parse(settings, "trusted-proxies", listed),
                        trusted.contains(CLOUDFRONT),
                        secret(settings.section("secret-header")));
        read.check(settings);
        return read;
    }

    private static Source source(Settings settings) {
        return switch (settings.oneOf(
                "source", List.of("peer", "forwarded", "cloudfront-viewer-address"), "peer")) {
            case "forwarded" -> Source.FORWARDED;
            case "cloudfront-viewer-address" -> Source.CLOUDFRONT_VIEWER_ADDRESS;
            default -> Source.PEER;
        };
    }

    private static Optional<Secret> secret(Settings settings) {
        Optional<String> name = settings.optionalString("name");
        Optional<String> value = settings.optionalString("value");
        if (name.isPresent() != value.isPresent()) {
            throw settings.error("name", "and value belong together");
        }
        if (value.isPresent() && value.get().length() < 16) {
            throw settings.error("value", "is guessed too easily; take 16 characters or more");
        }
        return name.map(field -> new Secret(field, value.orElseThrow()));
    }

    private void check(Settings settings) {
        boolean proxies = !trustedProxies.isEmpty() || trustsCloudFront;
        switch (source) {
            case PEER -> {
                if (hops > 0 || proxies || secret.isPresent()) {
                    throw settings.error(
                            "source", "'peer' trusts no header; with proxies say 'forwarded'");
                }
            }
            case FORWARDED -> {
                if ((hops > 0) == proxies) {
                    throw settings.error(
                            "source",
                            "'forwarded' needs either hops: n or trusted-proxies: [cidr, …]");
                }
            }
            case CLOUDFRONT_VIEWER_ADDRESS -> {
                if (hops > 0 || (!proxies && secret.isEmpty())) {
                    throw settings.error(
                            "source",
                            "'cloudfront-viewer-address' needs trusted-proxies, such as"
                                    + " [cloudfront-origin-facing], or secret-header");
                }
            }
        }
    }
}
