package dev.fairlead.app.config;

import dev.fairlead.spi.Settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the public listener proves itself with.
 *
 * @param certificate a PEM file: its own certificate and then those between it and the root
 * @param key a PEM file without a password
 */
public record TlsSettings(Path certificate, Path key) {

    static Optional<TlsSettings> read(Settings server) {
        if (!server.has("tls")) {
            return Optional.empty();
        }
        Settings tls = server.section("tls");
        return Optional.of(
                new TlsSettings(
                        Path.of(tls.string("certificate-file")), Path.of(tls.string("key-file"))));
    }

    TlsSettings relativeTo(Path configuration) {
        return new TlsSettings(
                configuration.resolveSibling(certificate), configuration.resolveSibling(key));
    }
}
