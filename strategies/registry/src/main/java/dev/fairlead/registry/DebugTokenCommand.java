package dev.fairlead.registry;

import dev.fairlead.spi.CommandProvider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** {@code fairlead debug-token}: makes the user agent by which one route can be tried. */
public final class DebugTokenCommand implements CommandProvider {

    @Override
    public String name() {
        return "debug-token";
    }

    @Override
    public String summary() {
        return "Print a user agent that tries one route for one path for some minutes.";
    }

    @Override
    public int run(List<String> arguments, Console console) {
        DebugTokenArguments asked = DebugTokenArguments.parse(arguments);
        DebugToken tokens = DebugToken.of(secret(asked.secretFile()));
        Instant expiry = console.clock().instant().plus(asked.life());
        console.out()
                .println(
                        DebugUserAgent.signed(
                                asked.name(),
                                tokens.sign(asked.path().raw(), asked.name(), expiry)));
        return 0;
    }

    private static String secret(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("--secret-file '" + file + "' can't be read", e);
        }
    }
}
