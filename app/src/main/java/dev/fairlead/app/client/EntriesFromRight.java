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
    private String text = "";

    /** Where what is left of the line ends; below 0: nothing is left. */
    private int end = -1;

    private EntriesFromRight(List<String> lines) {
        this.lines = lines;
        this.line = lines.size();
    }

    static EntriesFromRight of(Header header, HeaderFields fields) {
        return new EntriesFromRight(fields.all(header.fieldName()));
    }

    Optional<String> next() {
        if (end < 0) {
            if (line == 0) {
                return Optional.empty();
            }
            text = lines.get(--line);
            end = text.length();
        }
        int comma = lastComma();
        String entry = text.substring(comma + 1, end).strip();
        end = comma;
        return Optional.of(entry);
    }

    private int lastComma() {
        boolean quoted = false;
        for (int i = end - 1; i >= 0; i--) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (c == ',' && !quoted) {
                return i;
            }
        }
        return -1;
    }
}
