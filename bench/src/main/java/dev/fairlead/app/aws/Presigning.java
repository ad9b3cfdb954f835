package dev.fairlead.app.aws;

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

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** One presigned GET URL of a blob: our signer beside the SDK's. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Presigning {
    private static final String HEX =
            "83f64e5cd4545f907b81e039cdd8cce2d9f47606e335f377255de252494ae3bb";
    private static final String KEY = "docker/registry/v2/blobs/sha256/83/" + HEX + "/data";

    @Param({"basic", "session"})
    private String credentials;

    private UrlSigner ours;
    private Session session;
    private S3Host host;
    private S3Presigner theirs;

    @Setup
    public void setUp() {
        AwsCredentials identity =
                credentials.equals("basic")
                        ? AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "s".repeat(40))
                        : AwsSessionCredentials.create(
                                "ASIAIOSFODNN7EXAMPLE", "s".repeat(40), "t+/=".repeat(96));
        ours = new UrlSigner("us-west-2");
        session = new Session(identity, Instant.now());
        host = new S3Host(URI.create("https://bucket.s3.us-west-2.amazonaws.com"));
        theirs =
                S3Presigner.builder()
                        .region(Region.US_WEST_2)
                        .credentialsProvider(StaticCredentialsProvider.create(identity))
                        .build();
    }

    @Benchmark
    public String ours() {
        return ours.sign(session, host, "GET", KEY, Instant.now(), 1200);
    }

    @Benchmark
    public String sdk() {
        return theirs.presignGetObject(r ->
                        r.signatureDuration(Duration.ofMinutes(20))
                                .getObjectRequest(o -> o.bucket("bucket").key(KEY)))
                .url()
                .toString();
    }
}
