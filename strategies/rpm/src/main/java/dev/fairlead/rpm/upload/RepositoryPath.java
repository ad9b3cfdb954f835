package dev.fairlead.rpm.upload;

import dev.fairlead.spi.MalformedPathException;
import dev.fairlead.spi.RequestPath;

import java.util.Optional;

/** Paths below a repository's base. */
final class RepositoryPath {
    private RepositoryPath() {}

    /** Percent-decoded; empty: it leads elsewhere. */
    static Optional<String> decode(String raw) {
        try {
            return Optional.of(RequestPath.parse("/" + raw).decoded().substring(1));
        } catch (MalformedPathException _) {
            return Optional.empty();
        }
    }
}
