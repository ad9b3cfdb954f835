package dev.fairlead.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.fairlead.app.lambda.LambdaFunction;
import dev.fairlead.spi.CommandProvider.Console;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code fairlead invoke}: what the Test button of AWS's console does. */
@Command(
        description = "Answer one Lambda event, of any shape that the function takes.",
        mixinStandardHelpOptions = true)
final class InvokeCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private ConfigOption config = new ConfigOption();

    @Parameters(paramLabel = "EVENT.json", description = "The event; '-' reads it from stdin.")
    private String event = "-";

    InvokeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (LambdaFunction function =
                        new LambdaFunction(
                                config.read(), System.getenv(), new SimpleMeterRegistry());
                InputStream input = open()) {
            return invoke(function, input);
        }
    }

    private int invoke(LambdaFunction function, InputStream input) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try {
            JsonNode answer = json.readTree(function.answer(input));
            console.out().println(json.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
            return 0;
        } catch (RuntimeException e) { // of the event or of background work
            console.err().println("fairlead: the event failed: " + e.getMessage());
            return 1;
        }
    }

    private InputStream open() throws IOException {
        try {
            return event.equals("-") ? System.in : Files.newInputStream(Path.of(event));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + event, e);
        }
    }
}
