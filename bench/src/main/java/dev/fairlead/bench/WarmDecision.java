package dev.fairlead.bench;

import dev.fairlead.app.config.ConfigurationFile;
import dev.fairlead.app.config.HostSettings;
import dev.fairlead.app.host.Host;
import dev.fairlead.spi.HeaderFields;
import dev.fairlead.spi.RequestPath;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteRequest;
import dev.fairlead.testbed.Blob;
import dev.fairlead.testbed.Testbed;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A decision in all, from the typed request to the presigned URL, everything known already. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class WarmDecision {
    private Testbed testbed;
    private Host host;
    private RouteRequest replica;
    private RouteRequest canonical;
    private RouteRequest outside;

    @Setup
    public void setUp() throws Exception {
        testbed = Testbed.start();
        System.setProperty("aws.accessKeyId", Testbed.ACCESS_KEY_ID);
        System.setProperty("aws.secretAccessKey", Testbed.SECRET_ACCESS_KEY);
        Blob blob = Blob.of("a blob");
        for (String region : new String[] {"us-east-1", "us-west-2"}) {
            testbed.s3().createBucket("bench-" + region, region);
            testbed.s3().put("bench-" + region, blob);
        }
        Path file = Files.createTempFile("bench", ".yml");
        Files.writeString(file, Configurations.registry(testbed.s3().endpoint().toString()));
        host =
                Host.create(
                        HostSettings.read(ConfigurationFile.read(file, Map.of())),
                        Map.of(),
                        new SimpleMeterRegistry());
        replica = request(blob, "52.32.0.1");
        canonical = request(blob, "3.80.0.1");
        outside = request(blob, "192.0.2.1");
        host.router().decide(host.router().route(replica).orElseThrow());
    }

    @TearDown
    public void tearDown() {
        host.close();
        testbed.close();
    }

    private static RouteRequest request(Blob blob, String client) throws Exception {
        return new RouteRequest(
                "GET",
                "registry.example",
                RequestPath.parse("/" + blob.key()),
                Optional.empty(),
                HeaderFields.NONE,
                InetAddress.ofLiteral(client),
                Optional.empty());
    }

    @Benchmark
    public RouteDecision replica() {
        return decide(replica);
    }

    @Benchmark
    public RouteDecision canonical() {
        return decide(canonical);
    }

    @Benchmark
    public RouteDecision passThrough() {
        return decide(outside);
    }

    private RouteDecision decide(RouteRequest request) {
        return host.router().decideAtOnce(host.router().route(request).orElseThrow()).orElseThrow();
    }
}
