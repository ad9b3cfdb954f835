package dev.fairlead.app.client;

import dev.fairlead.app.client.ClientAddressSettings.Secret;
import dev.fairlead.spi.HeaderFields;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * {@code CloudFront-Viewer-Address: address:port}, where an IPv6 address has no brackets, so that
 * the last colon parts them. It counts from a trusted peer, or with the secret that only the
 * distribution knows; more than one line means that somebody added one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html">CloudFront:
 *     adding headers</a>
 */
record ViewerAddress(TrustedProxies trusted, Optional<Secret> secret) implements AddressSource {

    @Override
    public Optional<InetAddress> find(InetAddress peer, HeaderFields fields) {
        List<String> lines = fields.all("cloudfront-viewer-address");
        if (lines.size() != 1 || !isCloudFront(peer, fields)) {
            return Optional.empty();
        }
        String line = lines.getFirst().strip();
        int colon = line.lastIndexOf(':');
        return colon > 0 && isPort(line.substring(colon + 1))
                ? AddressText.literal(line.substring(0, colon))
                : Optional.empty();
    }

    private boolean isCloudFront(InetAddress peer, HeaderFields fields) {
        return trusted.contains(peer)
                || secret.filter(known -> matches(known, fields.all(known.header()))).isPresent();
    }

    private static boolean matches(Secret known, List<String> given) {
        return given.size() == 1
                && MessageDigest.isEqual(
                        given.getFirst().getBytes(StandardCharsets.UTF_8),
                        known.value().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isPort(String text) {
        return !text.isEmpty()
                && text.length() <= 5
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
