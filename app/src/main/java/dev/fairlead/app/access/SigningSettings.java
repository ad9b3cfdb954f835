package dev.fairlead.app.access;

import dev.fairlead.spi.Settings;

import java.nio.file.Path;
import java.util.Arrays;

/** How URLs that are passed on to a CDN are signed for it. */
public record SigningSettings(KeyFile key, Hash hash) {

    public static SigningSettings read(Settings settings) {
        return new SigningSettings(
                AccessSettings.key(settings, "key-pair-id", "private-key-file"),
                Hash.valueOf(
                        settings.oneOf(
                                "hash-algorithm",
                                Arrays.stream(Hash.values()).map(Hash::name).toList(),
                                Hash.DEFAULT.name())));
    }

    public SigningSettings relativeTo(Path configuration) {
        return new SigningSettings(key.relativeTo(configuration), hash);
    }
}
