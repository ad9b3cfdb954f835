package dev.fairlead.app.plugin;

import static java.util.function.Predicate.not;

import dev.fairlead.spi.ConfigurationException;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The folders of plugins, and single jars. */
record PluginPlaces(List<Path> places) {
    private static final String VARIABLE = "FAIRLEAD_PLUGINS";

    /**
     * Lambda unpacks the layers of a function there.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html">AWS: layer
     *     paths</a>
     */
    private static final Path LAYERS = Path.of("/opt/plugins");

    /**
     * What {@code FAIRLEAD_PLUGINS} names, which must be there, else the folder beside the program
     * and, under Lambda, that of the layers.
     */
    static PluginPlaces of(Map<String, String> environment, Optional<Path> besideProgram) {
        String named = environment.get(VARIABLE);
        return new PluginPlaces(
                named == null
                        ? usual(environment, besideProgram).toList()
                        : Arrays.stream(named.split(File.pathSeparator))
                                .filter(not(String::isBlank))
                                .map(PluginPlaces::existing)
                                .toList());
    }

    private static Stream<Path> usual(Map<String, String> environment, Optional<Path> beside) {
        return environment.containsKey("AWS_LAMBDA_FUNCTION_NAME")
                ? Stream.concat(beside.stream(), Stream.of(LAYERS))
                : beside.stream();
    }

    private static Path existing(String text) {
        Path place = Path.of(text);
        if (!Files.exists(place)) {
            throw new ConfigurationException(VARIABLE, "there is no folder or jar " + text);
        }
        return place;
    }

    /** By name within each place, so that a start is like the one before. */
    List<Path> jars() {
        List<Path> jars = new ArrayList<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                jars.addAll(in(place));
            } else if (Files.exists(place)) {
                jars.add(place);
            }
        }
        return List.copyOf(jars);
    }

    private static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new ConfigurationException(folder.toString(), "can't be listed: " + e);
        }
    }
}
