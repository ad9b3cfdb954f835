package dev.fairlead.app.aws;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The SDK's clients, one per region: credentials go with each request, so that roles share them. To
 * make one needs neither credentials nor network.
 */
final class Clients implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Addresses addresses;
    private final Endpoints endpoints;
    private final Duration connectTimeout;
    private @Nullable SdkHttpClient http; // guarded by this
    private final Map<String, S3Client> s3 = new ConcurrentHashMap<>();
    private final Map<String, StsClient> sts = new ConcurrentHashMap<>();

    Clients(AwsSettings settings, Endpoints endpoints) {
        this.addresses = settings.addresses();
        this.endpoints = endpoints;
        connectTimeout = settings.connectTimeout();
    }

    S3Client s3(String region) {
        return s3.computeIfAbsent(region, this::newS3);
    }

    /** The regional STS: its tokens are good in all regions, the global one's aren't. */
    StsClient sts(String region) {
        return sts.computeIfAbsent(region, this::newSts);
    }

    /** Made late too: it reads the trust store. */
    private synchronized SdkHttpClient http() {
        if (http == null) {
            http =
                    UrlConnectionHttpClient.builder()
                            .connectionTimeout(connectTimeout)
                            .socketTimeout(PATIENCE)
                            .build();
        }
        return http;
    }

    private S3Client newS3(String region) {
        S3ClientBuilder builder =
                S3Client.builder()
                        .region(Region.of(region))
                        .httpClient(http())
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .endpointProvider(endpoints)
                        .forcePathStyle(addresses.pathStyle())
                        .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()));
        addresses.s3().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private StsClient newSts(String region) {
        StsClientBuilder builder =
                StsClient.builder()
                        .region(Region.of(region))
                        .httpClient(http())
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .overrideConfiguration(c ->
                                c.retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                                        .apiCallTimeout(PATIENCE));
        addresses.sts().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Override
    public synchronized void close() {
        s3.values().forEach(S3Client::close);
        sts.values().forEach(StsClient::close);
        if (http != null) {
            http.close();
        }
    }
}
