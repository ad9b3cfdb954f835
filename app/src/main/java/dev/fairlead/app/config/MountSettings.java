package dev.fairlead.app.config;

import static java.util.stream.Collectors.toSet;

import dev.fairlead.app.access.AccessSettings;
import dev.fairlead.app.access.SigningSettings;
import dev.fairlead.app.client.Prefixes;
import dev.fairlead.ranges.Prefix;
import dev.fairlead.spi.Settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One mount.
 *
 * @param source of truth; empty: what is served is made here alone
 * @param bypass the emergency switch: everything passes through
 * @param maxRunning how many requests may run at a time; more are answered 503
 * @param settings the strategy's own
 */
public record MountSettings(
        String name,
        String strategy,
        Match match,
        AccessSettings access,
        Optional<PassThroughTo> source,
        boolean bypass,
        int maxRunning,
        Settings settings,
        Settings mount) {

    /**
     * Which requests are this mount's.
     *
     * @param hosts lower case; none: any
     * @param prefix {@code /}, or whole segments without a slash at the end
     */
    public record Match(Optional<String> distribution, Set<String> hosts, String prefix) {
        public Match {
            hosts = Set.copyOf(hosts);
        }
    }

    /**
     * The source of truth.
     *
     * @param to scheme, authority and perhaps a path, without a slash at the end
     * @param status of redirects to it: 302 or 307
     * @param clients who is always passed through, such as a site that can't reach the copies
     * @param sign how verified URLs are signed for it; empty: they go on as received
     */
    public record PassThroughTo(
            String to,
            Mode mode,
            int status,
            List<Prefix> clients,
            Optional<SigningSettings> sign) {

        public enum Mode {
            REDIRECT,
            PROXY
        }

        PassThroughTo relativeTo(Path configuration) {
            return new PassThroughTo(
                    to,
                    mode,
                    status,
                    clients,
                    sign.map(signing -> signing.relativeTo(configuration)));
        }
    }

    /**
     * The source of truth.
     *
     * @throws java.util.NoSuchElementException when there is none
     */
    public PassThroughTo passThrough() {
        return source.orElseThrow();
    }

    static MountSettings read(String name, Settings mount) {
        if (!name.matches("[a-z0-9][a-z0-9_-]{0,62}")) {
            throw mount.error("", "a mount's name is made of a-z, 0-9, '-' and '_'");
        }
        AccessSettings access = AccessSettings.read(mount);
        Optional<PassThroughTo> source =
                mount.has("pass-through")
                        ? Optional.of(passThrough(mount.section("pass-through")))
                        : Optional.empty();
        if (access instanceof AccessSettings.Public
                && source.flatMap(PassThroughTo::sign).isPresent()) {
            throw mount.error(
                    "pass-through.sign",
                    "would sign for anybody; it needs access: { cloudfront-keys: […] }");
        }
        return new MountSettings(
                name,
                mount.string("strategy"),
                match(mount.section("match")),
                access,
                source,
                mount.flag("bypass", false),
                mount.integer("max-concurrent-requests", 4096, 1, 1_000_000),
                mount.section("settings"),
                mount);
    }

    /** The same, with key files found beside the configuration file that names them. */
    MountSettings relativeTo(Path configuration) {
        return new MountSettings(
                name,
                strategy,
                match,
                access.relativeTo(configuration),
                source.map(to -> to.relativeTo(configuration)),
                bypass,
                maxRunning,
                settings,
                mount);
    }

    private static Match match(Settings settings) {
        String prefix = settings.string("prefix", "/");
        if (!isPrefix(prefix)) {
            throw settings.error("prefix", notAPrefix(prefix));
        }
        return new Match(settings.optionalString("distribution"), hosts(settings), prefix);
    }

    private static Set<String> hosts(Settings settings) {
        Set<String> hosts = new LinkedHashSet<>(settings.strings("hosts"));
        settings.optionalString("host").ifPresent(hosts::add);
        return hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(toSet());
    }

    static boolean isPrefix(String path) {
        return path.equals("/") || path.matches("(/[A-Za-z0-9._~-]+)+");
    }

    static String notAPrefix(String path) {
        return "'" + path + "' is not a path such as /build01, without a final /";
    }

    private static PassThroughTo passThrough(Settings settings) {
        URI to = settings.url("to");
        String text = to.toString();
        return new PassThroughTo(
                text.endsWith("/") ? text.substring(0, text.length() - 1) : text,
                settings.oneOf("mode", List.of("redirect", "proxy"), "redirect").equals("proxy")
                        ? PassThroughTo.Mode.PROXY
                        : PassThroughTo.Mode.REDIRECT,
                Integer.parseInt(settings.oneOf("status", List.of("302", "307"), "307")),
                Prefixes.read(settings, "clients"),
                settings.has("sign")
                        ? Optional.of(SigningSettings.read(settings.section("sign")))
                        : Optional.empty());
    }
}
