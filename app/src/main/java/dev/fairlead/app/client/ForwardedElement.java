package dev.fairlead.app.client;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * One element of {@code Forwarded}: {@code for=192.0.2.60;proto=http}. An obfuscated identifier or
 * {@code unknown} is no address.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239#section-4">RFC 7239 section 4</a>
 */
final class ForwardedElement {
    private ForwardedElement() {}

    /** The address of {@code for=}, which may stand there once. */
    static Optional<InetAddress> client(String element) {
        Optional<String> node = Optional.empty();
        for (String pair : element.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0
                    && pair.substring(0, equals).strip().toLowerCase(Locale.ROOT).equals("for")) {
                if (node.isPresent()) {
                    return Optional.empty();
                }
                node = Optional.of(unquoted(pair.substring(equals + 1).strip()));
            }
        }
        return node.flatMap(AddressText::parse);
    }

    /** Nodes hold nothing that a backslash would have to escape. */
    private static String unquoted(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
