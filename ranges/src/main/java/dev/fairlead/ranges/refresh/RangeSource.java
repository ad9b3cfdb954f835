package dev.fairlead.ranges.refresh;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a range file comes from. */
public sealed interface RangeSource {

    /** What messages call it; holds no secrets. */
    String label();

    /**
     * A file, read again when its time or size has changed.
     *
     * @param path the file, of any kind that can be read
     */
    record FromFile(Path path) implements RangeSource {
        @Override
        public String label() {
            return path.toString();
        }
    }

    /**
     * A URL, asked with the validators of the version in use; redirects are refused.
     *
     * @param uri an absolute http or https address
     */
    record FromUrl(URI uri) implements RangeSource {

        /**
         * Checks the address.
         *
         * @throws IllegalArgumentException if it is not an absolute http or https address
         */
        public FromUrl {
            String scheme = Optional.ofNullable(uri.getScheme()).orElse("");
            boolean http = Set.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT));
            if (!http || uri.getHost() == null) {
                throw new IllegalArgumentException(
                        "a range URL starts with https:// or http:// and a host");
            }
        }

        // The query may be a signature and the user part a password.
        @Override
        public String label() {
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath();
        }
    }
}
