package dev.fairlead.app.config;

import dev.fairlead.spi.ConfigurationException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where a program's configuration comes from. */
public final class Configuration {
    private Configuration() {}

    /**
     * Reads the file, else that which {@code FAIRLEAD_CONFIG} names, else {@code application.yml}
     * in the working directory, else the environment of a program that this one takes the place of.
     *
     * @throws ConfigurationException when there is none of them, or it is wrong
     */
    public static HostSettings read(Optional<Path> file, Map<String, String> environment) {
        Optional<Path> chosen =
                file.or(() -> Optional.ofNullable(environment.get("FAIRLEAD_CONFIG")).map(Path::of))
                        .or(() -> Optional.of(Path.of("application.yml")).filter(Files::exists));
        return chosen.isPresent()
                ? HostSettings.read(ConfigurationFile.read(chosen.get(), environment))
                        .relativeTo(chosen.get())
                : HostSettings.read(
                        DropIn.settings(environment)
                                .orElseThrow(() ->
                                        new ConfigurationException(
                                                "configuration",
                                                "none given; use --config FILE or"
                                                        + " FAIRLEAD_CONFIG")));
    }
}
