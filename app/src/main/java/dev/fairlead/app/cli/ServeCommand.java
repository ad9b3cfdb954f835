package dev.fairlead.app.cli;

import dev.fairlead.app.config.HostSettings;
import dev.fairlead.app.config.ServerSettings;
import dev.fairlead.app.http.HttpService;
import dev.fairlead.app.lambda.LambdaRuntime;
import dev.fairlead.spi.CommandProvider.Console;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** {@code fairlead serve}: the HTTP service, until it is told to stop; in Lambda, the function. */
@Command(
        description = {
            "Serve over HTTP.",
            "Where AWS_LAMBDA_RUNTIME_API is set, be that Lambda function instead."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private ConfigOption config = new ConfigOption();

    @Option(names = "--port", paramLabel = "PORT", description = "The public port.")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "The port of /explain, /mounts, /prometheus and /health.")
    private Optional<Integer> managementPort = Optional.empty();

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (LambdaRuntime.isHere(System.getenv())) {
            return LambdaRuntime.run(config.file());
        }
        return serve();
    }

    private int serve() throws InterruptedException {
        HostSettings settings = config.read();
        ServerSettings server = settings.server();
        settings =
                settings.withServer(
                        server.withPorts(
                                port.orElse(server.port()),
                                managementPort.orElse(server.managementPort())));
        HttpService service = HttpService.start(settings, System.getenv());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    service.close();
                                    stopped.countDown();
                                },
                                "shutdown"));
        console.out()
                .printf(
                        "fairlead is ready: serving on %s:%d, management on %s:%d%n",
                        server.host(),
                        service.port(),
                        server.managementHost(),
                        service.managementPort());
        stopped.await();
        return 0;
    }
}
