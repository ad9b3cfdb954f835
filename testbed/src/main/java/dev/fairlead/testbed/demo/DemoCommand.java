package dev.fairlead.testbed.demo;

import dev.fairlead.spi.CommandProvider;
import dev.fairlead.testbed.Testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts the stand-ins, then the router in front of them, and prints what to try. */
public final class DemoCommand implements CommandProvider {

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public String summary() {
        return "Start the router and stand-ins for S3 and a CDN on loopback, with sample blobs.";
    }

    @Override
    public int run(List<String> arguments, Console console) throws IOException {
        DemoPorts ports = DemoPorts.parse(arguments);
        try (Testbed testbed = Testbed.start()) {
            DemoContent content = DemoContent.load(testbed);
            // The router takes its credentials from the SDK's default chain, as it does at home.
            System.setProperty("aws.accessKeyId", Testbed.ACCESS_KEY_ID);
            System.setProperty("aws.secretAccessKey", Testbed.SECRET_ACCESS_KEY);
            Path folder = Files.createTempDirectory("fairlead-demo");
            Path config = content.write(folder, ports.port());
            Thread.ofVirtual()
                    .start(() -> {
                        ports.awaitReady();
                        content.lines(folder, ports.port(), console)
                                .forEach(console.out()::println);
                    });
            return console.run(
                    List.of(
                            "serve",
                            "--config",
                            config.toString(),
                            "--port",
                            String.valueOf(ports.port()),
                            "--management-port",
                            String.valueOf(ports.management())));
        }
    }
}
