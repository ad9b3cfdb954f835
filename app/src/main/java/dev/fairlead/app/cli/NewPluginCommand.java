package dev.fairlead.app.cli;

import dev.fairlead.spi.CommandProvider.Console;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code fairlead plugins new}: a strategy to begin with, whose specs pass. */
@Command(
        description = "Write a folder with a strategy to begin with; 'mvn package' makes its jar.",
        mixinStandardHelpOptions = true)
final class NewPluginCommand implements Callable<Integer> {
    private static final String[] FILES = {
        "pom.xml",
        "README.md",
        "src/main/java/@path@/@Class@Provider.java",
        "src/main/java/@path@/@Class@Strategy.java",
        "src/main/resources/META-INF/services/dev.fairlead.spi.RouteStrategyProvider",
        "src/test/groovy/@path@/@Class@Spec.groovy",
    };

    private final Console console;
    private final Path into;

    @Parameters(paramLabel = "NAME", description = "The strategy's type, such as debian-pool.")
    private String name = "";

    @Option(names = "--package", description = "Default: the name without its hyphens.")
    private Optional<String> packageName = Optional.empty();

    NewPluginCommand(Console console, Path into) {
        this.console = console;
        this.into = into;
    }

    @Override
    public Integer call() throws IOException {
        requireForm("NAME", name, "[a-z][a-z0-9]*(-[a-z0-9]+)*", "debian-pool");
        String inPackage = packageName.orElse(name.replace("-", ""));
        requireForm(
                "--package", inPackage, "[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*", "org.example.pool");
        Path folder = into.resolve(name);
        if (Files.exists(folder)) {
            throw new IllegalArgumentException(
                    "there is a " + name + " here already; take another name");
        }
        for (String file : FILES) {
            Path made = folder.resolve(filled(file, inPackage));
            Files.createDirectories(Objects.requireNonNull(made.getParent()));
            Files.writeString(made, filled(template(file), inPackage));
        }
        console.out().println("made " + folder + "; cd " + folder + " && mvn package");
        return 0;
    }

    private static void requireForm(String what, String text, String form, String example) {
        if (!text.matches(form)) {
            throw new IllegalArgumentException(
                    what + " '" + text + "' is not a name such as " + example);
        }
    }

    private String filled(String text, String inPackage) {
        return text.replace("@path@", inPackage.replace('.', '/'))
                .replace("@package@", inPackage)
                .replace("@Class@", className())
                .replace("@name@", name)
                .replace("@version@", Version.ofProgram());
    }

    private String className() {
        StringBuilder words = new StringBuilder();
        for (String word : name.split("-", -1)) {
            words.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return words.toString();
    }

    private static String template(String file) throws IOException {
        String resource =
                "plugin/"
                        + file.substring(file.lastIndexOf('/') + 1).replace("@Class@", "")
                        + ".template";
        try (InputStream stream =
                Objects.requireNonNull(
                        NewPluginCommand.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
