package dev.fairlead.rpm;

import dev.fairlead.spi.HeaderFields;

import java.util.Optional;
import java.util.OptionalLong;

/** How long a file is, as far as an answer tells. */
final class Lengths {
    private Lengths() {}

    /** Of a part (206) it is what stands behind the slash of {@code Content-Range}. */
    static OptionalLong of(int status, HeaderFields fields) {
        Optional<String> length =
                status == 206
                        ? fields.first("Content-Range").map(range -> range.replaceFirst(".*/", ""))
                        : fields.first("Content-Length");
        return length.filter(text -> text.matches("\\d{1,18}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }
}
