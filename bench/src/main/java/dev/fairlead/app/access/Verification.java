package dev.fairlead.app.access;

import dev.fairlead.spi.HeaderFields;
import dev.fairlead.spi.RequestPath;
import dev.fairlead.spi.RouteRequest;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One signed blob URL: judged with the cache of signatures and without, and signed anew. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Verification {
    private static final String SITE = "https://d1example.cloudfront.net";
    private static final String PATH =
            "/docker/registry/v2/blobs/sha256/83/83f64e5cd4545f907b81e039cdd8cce2d9f47606e335f377255de252494ae3bb/data";

    @Param({"RSA", "EC"})
    private String algorithm;

    @Param({"SHA1", "SHA256"})
    private String hash;

    @Param({"canned", "custom"})
    private String policy;

    private UrlSigner signer;
    private Conditions conditions;
    private RouteRequest request;
    private Gate uncached;
    private Gate cached;

    @Setup
    public void setUp() throws Exception {
        Path folder = Files.createTempDirectory("bench");
        AlgorithmParameterSpec kind =
                algorithm.equals("RSA")
                        ? new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4)
                        : new ECGenParameterSpec("secp256r1");
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(kind);
        KeyPair pair = generator.generateKeyPair();
        KeyFile secret = key(folder, "PRIVATE KEY", pair.getPrivate().getEncoded());
        KeyFile open = key(folder, "PUBLIC KEY", pair.getPublic().getEncoded());
        signer = new UrlSigner(SigningKey.load(secret), Hash.valueOf(hash));
        conditions = Conditions.until(Instant.now().plusSeconds(3600));
        String url =
                policy.equals("canned")
                        ? signer.sign(SITE + PATH, conditions)
                        : signer.sign(SITE + PATH, SITE + "/docker/*", conditions);
        request =
                new RouteRequest(
                        "GET",
                        "any.example",
                        RequestPath.parse(PATH),
                        Optional.of(url.substring(url.indexOf('?') + 1)),
                        HeaderFields.NONE,
                        InetAddress.ofLiteral("192.0.2.1"),
                        Optional.empty());
        uncached = gate(open, 0);
        cached = gate(open, 10_000);
    }

    private static Gate gate(KeyFile key, int entries) {
        return new Gate(
                new AccessSettings.Signed(List.of(key), SITE, Duration.ZERO, entries),
                InstantSource.system());
    }

    private static KeyFile key(Path folder, String label, byte[] der) throws Exception {
        String base64 = Base64.getMimeEncoder().encodeToString(der);
        Path file =
                Files.writeString(
                        folder.resolve(label),
                        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                                .formatted(label, base64, label));
        return new KeyFile(label, "K1", file);
    }

    @Benchmark
    public Verdict uncached() {
        return uncached.judge(request);
    }

    @Benchmark
    public Verdict cached() {
        return cached.judge(request);
    }

    @Benchmark
    public String signing() {
        return signer.sign(SITE + PATH, conditions);
    }
}
