package dev.fairlead.app.config;

import dev.fairlead.app.logging.LogSetup;
import dev.fairlead.spi.ConfigurationException;
import dev.fairlead.spi.RouteStrategyProvider;
import dev.fairlead.spi.Settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The configuration of a program that was started without one, in the place of another: made of
 * that one's environment, which the strategies know.
 */
final class DropIn {
    private DropIn() {}

    /** Empty: the environment is nobody's. */
    static Optional<Settings> settings(Map<String, String> environment) {
        Map<String, Object> mounts = new LinkedHashMap<>();
        for (RouteStrategyProvider provider : ServiceLoader.load(RouteStrategyProvider.class)) {
            mounts.putAll(provider.dropIn(environment));
        }
        if (mounts.isEmpty()) {
            return Optional.empty();
        }
        requireLevel(environment);
        Map<String, Object> tree = new LinkedHashMap<>(Map.of("mounts", mounts));
        tree.put("server", server(environment));
        return Optional.of(
                Settings.of(ConfigurationFile.ROOT, EnvironmentOverlay.over(tree, environment)));
    }

    /** It is set already, as far as it is understood: a log begins before there are settings. */
    private static void requireLevel(Map<String, String> environment) {
        Optional<String> level = named("LOGLEVEL", environment);
        if (level.isPresent() && LogSetup.level(environment).isEmpty()) {
            throw new ConfigurationException(
                    "LOGLEVEL",
                    "'"
                            + level.get()
                            + "' is none of trace, debug, info, warn, warning, error, fatal,"
                            + " panic");
        }
    }

    /** Without a certificate, HTTP_LISTEN_PORT is the only port; with one, a second. */
    private static Map<String, Object> server(Map<String, String> environment) {
        Map<String, Object> server = new LinkedHashMap<>();
        putPort(server, "port", "LISTEN_PORT", environment);
        Optional<String> certificate = named("HTTPS_CERT_FILE", environment);
        Optional<String> key = named("HTTPS_KEY_FILE", environment);
        if (certificate.isPresent() != key.isPresent()) {
            throw new ConfigurationException(
                    key.isPresent() ? "HTTPS_CERT_FILE" : "HTTPS_KEY_FILE",
                    "is missing; give certificate and key, or neither");
        }
        if (certificate.isPresent() && key.isPresent()) {
            server.put("tls", Map.of("certificate-file", certificate.get(), "key-file", key.get()));
        }
        String plain = key.isPresent() ? "plain-port" : "port";
        putPort(server, plain, "HTTP_LISTEN_PORT", environment);
        return server;
    }

    private static void putPort(
            Map<String, Object> server, String key, String name, Map<String, String> environment) {
        named(name, environment).ifPresent(text -> server.put(key, port(name, text)));
    }

    private static Optional<String> named(String name, Map<String, String> environment) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static int port(String name, String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65535) {
            throw new ConfigurationException(name, "'" + text + "' is not a port from 0 to 65535");
        }
        return Integer.parseInt(text);
    }
}
