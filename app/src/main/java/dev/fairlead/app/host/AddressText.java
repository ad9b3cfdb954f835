package dev.fairlead.app.host;

import dev.fairlead.ranges.Addresses;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** An address as proxies write it: bare, with a port, in brackets, with a zone. Never a name. */
final class AddressText {
    private static final Pattern DOTTED_QUAD = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

    private AddressText() {}

    static Optional<InetAddress> parse(String entry) {
        String text = entry.strip();
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? Optional.empty() : literal(text.substring(1, end));
        }
        int colon = text.indexOf(':');
        boolean port = colon >= 0 && colon == text.lastIndexOf(':');
        return literal(port ? text.substring(0, colon) : text);
    }

    private static Optional<InetAddress> literal(String text) {
        if (text.indexOf(':') < 0 && !DOTTED_QUAD.matcher(text).matches()) {
            return Optional.empty(); // 192.0.2 would be read as 192.0.0.2
        }
        int zone = text.indexOf('%'); // it names an interface of the proxy's, not of ours
        try {
            return Optional.of(Addresses.parse(zone < 0 ? text : text.substring(0, zone)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
