package dev.fairlead.rpm.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.spi.HeaderFields;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a registry says that tokens are to be had. What it says of their scope is left unread.
 *
 * @param service what the registry is called there
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1">RFC 9110:
 *     WWW-Authenticate</a>
 */
record Challenge(URI realm, Optional<String> service) {
    private static final Pattern BEARER = Pattern.compile("(?i)(?<![^\\s,])Bearer\\s+");
    private static final Pattern PARAMETER =
            Pattern.compile("\\G[\\s,]*([\\w-]+)\\s*=\\s*(\"[^\"]*\"|[^\\s,\"]+)");

    /** The first one for a bearer token; empty: there is none that we understand. */
    static Optional<Challenge> in(HeaderFields fields) {
        return fields.all("WWW-Authenticate").stream()
                .flatMap(line -> parse(line).stream())
                .findFirst();
    }

    private static Optional<Challenge> parse(String line) {
        Matcher bearer = BEARER.matcher(line);
        Map<String, String> parameters = bearer.find() ? after(line, bearer.end()) : Map.of();
        return Optional.ofNullable(parameters.get("realm"))
                .flatMap(Challenge::parseRealm)
                .map(realm -> new Challenge(realm, Optional.ofNullable(parameters.get("service"))));
    }

    private static Map<String, String> after(String line, int start) {
        Map<String, String> parameters = new HashMap<>();
        Matcher parameter = PARAMETER.matcher(line).region(start, line.length());
        while (parameter.find()) {
            parameters.put(
                    parameter.group(1).toLowerCase(Locale.ROOT),
                    parameter.group(2).replace("\"", ""));
        }
        return parameters;
    }

    private static Optional<URI> parseRealm(String realm) {
        try {
            return Optional.of(new URI(realm)).filter(url -> url.getRawFragment() == null);
        } catch (URISyntaxException _) { // nobody can ask there
            return Optional.empty();
        }
    }

    /**
     * Where a token to read one repository is asked for.
     *
     * @see <a href="https://distribution.github.io/distribution/spec/auth/scope/">Distribution:
     *     scope</a>
     */
    URI url(String repository) {
        String scope = "scope=" + encode("repository:" + repository + ":pull");
        String more = service.map(name -> "&service=" + encode(name)).orElse("");
        return URI.create(realm + (realm.getRawQuery() == null ? "?" : "&") + scope + more);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
