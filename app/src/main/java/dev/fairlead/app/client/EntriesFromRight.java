package dev.fairlead.app.client;

import dev.fairlead.app.client.ClientAddressSettings.Header;
import dev.fairlead.spi.HeaderFields;

import java.util.List;
import java.util.Optional;

/**
 * The entries of a list field from the right, over all its lines; what is further left is never
 * looked at. A comma within quotes doesn't part entries.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1">RFC 9110: lists</a>
 */
final class EntriesFromRight {
    private final List<String> lines;
    private int line;
    private String rest = "";
    private boolean within;

    private EntriesFromRight(List<String> lines) {
        this.lines = lines;
        this.line = lines.size();
    }

    static EntriesFromRight of(Header header, HeaderFields fields) {
        return new EntriesFromRight(fields.all(header.fieldName()));
    }

    Optional<String> next() {
        if (!within) {
            if (line == 0) {
                return Optional.empty();
            }
            rest = lines.get(--line);
        }
        int comma = lastComma(rest);
        String entry = rest.substring(comma + 1).strip();
        within = comma >= 0;
        rest = within ? rest.substring(0, comma) : "";
        return Optional.of(entry);
    }

    private static int lastComma(String text) {
        boolean quoted = false;
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (c == ',' && !quoted) {
                return i;
            }
        }
        return -1;
    }
}
