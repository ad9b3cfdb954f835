package dev.fairlead.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.fairlead.app.host.Explainer.Question;
import dev.fairlead.app.host.Host;
import dev.fairlead.spi.CommandProvider.Console;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code fairlead explain}: the same as the management port's {@code /explain}. */
@Command(
        description = "Tell what would be answered to a request, and why; it is not made.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private ConfigOption config = new ConfigOption();

    @Option(names = "--url", required = true, description = "As the client has it.")
    private String url = "";

    @Option(names = "--ip", required = true, description = "The client address.")
    private String ip = "";

    @Option(names = "--method", defaultValue = "GET", description = "Default: ${DEFAULT-VALUE}.")
    private String method = "GET";

    @Option(names = "--user-agent", description = "For mounts with debug-user-agent.")
    private Optional<String> userAgent = Optional.empty();

    @Option(names = "--distribution", description = "The CloudFront distribution's id.")
    private Optional<String> distribution = Optional.empty();

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        try (Host host = Host.create(config.read(), System.getenv(), new SimpleMeterRegistry())) {
            var answer =
                    host.explainer()
                            .explain(new Question(url, ip, method, userAgent, distribution));
            console.out()
                    .println(
                            new ObjectMapper()
                                    .writerWithDefaultPrettyPrinter()
                                    .writeValueAsString(answer));
        }
        return 0;
    }
}
