package dev.fairlead.app.config;

import dev.fairlead.app.access.AccessSettings;
import dev.fairlead.spi.ConfigurationException;
import dev.fairlead.spi.Settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What runs at CloudFront's edge: the shim that asks the function URL, the filter that sends to the
 * router.
 *
 * @param region where the function of the URL is; empty without a URL
 * @param secret what the shim shows instead of a signature
 * @param deadline after which the shim passes the viewer through
 * @param paths prefixes of whole segments; everything else isn't looked at
 * @param forwardHeaders in lower case: what the function gets of the viewer's
 * @param redirectHosts where the shim may send viewers; empty: anywhere
 * @param routerUrl where the filter sends viewers, without a slash at the end
 * @param regions whose viewers the filter sends there
 */
public record EdgeSettings(
        Optional<URI> functionUrl,
        Optional<String> region,
        Auth auth,
        Optional<String> secret,
        Duration deadline,
        List<String> paths,
        List<String> forwardHeaders,
        List<String> redirectHosts,
        Optional<String> routerUrl,
        List<String> regions) {
    private static final Pattern FUNCTION_URL_HOST =
            Pattern.compile("[a-z0-9]+\\.lambda-url\\.([a-z0-9-]+)\\.on\\.aws");
    private static final List<String> FORWARDED =
            List.of(
                    "accept",
                    "host",
                    "if-modified-since",
                    "if-none-match",
                    "if-range",
                    "range",
                    "user-agent");

    /** How the function knows the shim. */
    public enum Auth {
        IAM,
        SECRET
    }

    static EdgeSettings read(Settings edge, List<MountSettings> mounts) {
        Optional<URI> functionUrl = site(edge, "function-url");
        Optional<String> secret = edge.optionalString("secret");
        secret.filter(text -> text.length() < 16)
                .ifPresent(_ -> {
                    throw edge.error(
                            "secret", "is shorter than 16 characters; openssl rand -hex 32");
                });
        Auth auth =
                edge.oneOf("auth", List.of("iam", "secret"), "iam").equals("iam")
                        ? Auth.IAM
                        : Auth.SECRET;
        if (auth == Auth.SECRET && secret.isEmpty()) {
            throw edge.error("secret", "is missing; edge.auth: secret needs it");
        }
        return new EdgeSettings(
                functionUrl,
                region(edge, functionUrl),
                auth,
                secret,
                edge.duration(
                        "deadline",
                        Duration.ofMillis(700),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(5)),
                paths(edge, mounts),
                forwardHeaders(edge, mounts),
                hosts(edge),
                site(edge, "router-url").map(URI::toString),
                edge.strings("regions"));
    }

    /** Scheme and authority; what is sent there must not be read on the way. */
    private static Optional<URI> site(Settings edge, String key) {
        if (!edge.has(key)) {
            return Optional.empty();
        }
        URI url = edge.url(key);
        if (url.getScheme().equals("http") && !isLoopback(url.getHost())) {
            throw edge.error(key, "'" + url + "' has to be https");
        }
        if (!url.getRawPath().isEmpty() && !url.getRawPath().equals("/")) {
            throw edge.error(key, "'" + url + "' has a path; give scheme and host alone");
        }
        return Optional.of(URI.create(url.getScheme() + "://" + url.getRawAuthority()));
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
    }

    private static Optional<String> region(Settings edge, Optional<URI> functionUrl) {
        Optional<String> given = edge.optionalString("region");
        Optional<String> ofHost =
                functionUrl
                        .map(url -> FUNCTION_URL_HOST.matcher(url.getHost()))
                        .filter(Matcher::matches)
                        .map(host -> host.group(1));
        if (functionUrl.isPresent() && given.or(() -> ofHost).isEmpty()) {
            throw edge.error("region", "is missing; the host of edge.function-url doesn't tell it");
        }
        return given.or(() -> ofHost);
    }

    private static List<String> paths(Settings edge, List<MountSettings> mounts) {
        List<String> given = edge.strings("paths");
        for (String path : given) {
            if (!MountSettings.isPrefix(path)) {
                throw edge.error("paths", MountSettings.notAPrefix(path));
            }
        }
        List<String> distributed =
                mounts.stream()
                        .filter(mount -> mount.match().distribution().isPresent())
                        .map(mount -> mount.match().prefix())
                        .distinct()
                        .toList();
        return Stream.of(given, distributed, List.of("/"))
                .filter(paths -> !paths.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** Cookies are only of use to mounts that take signed ones. */
    private static List<String> forwardHeaders(Settings edge, List<MountSettings> mounts) {
        if (edge.has("forward-headers")) {
            return edge.strings("forward-headers").stream()
                    .map(name -> checked(edge, name.toLowerCase(Locale.ROOT)))
                    .toList();
        }
        boolean signed = mounts.stream().anyMatch(m -> m.access() instanceof AccessSettings.Signed);
        return Stream.concat(FORWARDED.stream(), signed ? Stream.of("cookie") : Stream.empty())
                .toList();
    }

    private static String checked(Settings edge, String name) {
        if (!name.matches("[a-z0-9-]+")) {
            throw edge.error("forward-headers", "'" + name + "' is not a header such as range");
        }
        return name;
    }

    private static List<String> hosts(Settings edge) {
        List<String> hosts = edge.strings("redirect-hosts");
        for (String host : hosts) {
            if (!host.matches("\\.?[a-z0-9-]+(\\.[a-z0-9-]+)*")) {
                throw edge.error(
                        "redirect-hosts",
                        "'" + host + "' is neither a host nor a suffix such as .amazonaws.com");
            }
        }
        return hosts;
    }

    public URI requireFunctionUrl() {
        return functionUrl.orElseThrow(() ->
                new ConfigurationException(
                        "fairlead.edge.function-url",
                        "is missing; the shim asks it, such as"
                                + " https://<id>.lambda-url.us-east-1.on.aws"));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "EdgeSettings[" + functionUrl + "]";
    }
}
