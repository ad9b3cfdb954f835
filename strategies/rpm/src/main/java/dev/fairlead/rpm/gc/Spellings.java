package dev.fairlead.rpm.gc;

import dev.fairlead.spi.MalformedPathException;
import dev.fairlead.spi.RequestPath;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a text may mean that is percent-encoded, or isn't, or is twice, as keys in S3's access logs
 * may be: nobody says, and what is kept too much does no harm.
 */
final class Spellings {
    private Spellings() {}

    static Stream<String> of(String text) {
        return Stream.iterate(
                        Optional.of(text), Optional::isPresent, s -> s.flatMap(Spellings::decoded))
                .flatMap(Optional::stream)
                .limit(3);
    }

    /** The last segments of a path or URL, which are the names of a file. */
    static Stream<String> names(String url) {
        return of(url.replaceFirst("[?#].*", "").replaceFirst(".*/", ""));
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(RequestPath.parse("/" + text).decoded().substring(1));
        } catch (MalformedPathException _) {
            return Optional.empty();
        }
    }
}
