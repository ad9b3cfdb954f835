package dev.fairlead.app.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code Resource} of a custom policy, whose wildcards stay within a section of {@code
 * [protocol]://[domain]/[path]\?[query]}. Signers such as the AWS SDK write the question mark of
 * the query without the backslash, so a bare one may be that too.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html">Signed
 *     URLs, custom policy</a>
 */
final class ResourcePattern {
    private final List<Sections> readings = new ArrayList<>(2);

    ResourcePattern(String text) {
        int escaped = text.indexOf("\\?");
        readings.add(escaped < 0 ? Sections.of(text) : Sections.of(text, escaped, 2));
        int bare = text.indexOf('?');
        if (escaped < 0 && bare >= 0) {
            readings.add(Sections.of(text, bare, 1));
        }
    }

    boolean matches(Resource resource) {
        for (Sections sections : readings) {
            if (sections.match(resource)) {
                return true;
            }
        }
        return false;
    }

    /**
     * One way to read a pattern.
     *
     * @param query empty: there is none
     */
    private record Sections(Glob scheme, Glob authority, Glob path, Optional<Glob> query) {

        static Sections of(String text) {
            return of(text, Optional.empty(), text.endsWith("*"));
        }

        static Sections of(String text, int mark, int width) {
            return of(
                    text.substring(0, mark),
                    Optional.of(new Glob(text.substring(mark + width))),
                    false);
        }

        private static Sections of(String text, Optional<Glob> query, boolean open) {
            int slashes = text.indexOf("://");
            boolean named = slashes >= 0 && slashes < text.indexOf('/');
            String rest = named ? text.substring(slashes + 3) : text;
            int slash = rest.indexOf('/');
            String authority = slash < 0 ? rest : rest.substring(0, slash);
            String path = slash >= 0 ? rest.substring(slash) : open ? "/*" : "/";
            return new Sections(
                    named ? new Glob(text.substring(0, slashes)) : Glob.ANYTHING,
                    new Glob(authority),
                    new Glob(path),
                    open ? Optional.of(Glob.ANYTHING) : query);
        }

        boolean match(Resource resource) {
            return scheme.matches(resource.scheme())
                    && authority.matches(resource.authority())
                    && path.matches(resource.path())
                    && queryMatches(resource.query());
        }

        private boolean queryMatches(Optional<String> asked) {
            return query.isPresent() ? query.get().matches(asked.orElse("")) : asked.isEmpty();
        }
    }
}
