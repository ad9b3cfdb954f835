package dev.fairlead.app.aws;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The SDK's clients, one per region: credentials go with each request, so that roles share them. To
 * make one needs neither credentials nor network.
 */
final class Clients implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A copy or the completion of many parts may be silent for long. */
    private static final Duration OBJECTS_IDLE = Duration.ofMinutes(1);

    private static final Duration OBJECTS_CONNECT = Duration.ofSeconds(5);
    private static final Duration OBJECTS_ATTEMPT = Duration.ofMinutes(5);

    private final Addresses addresses;
    private final Endpoints endpoints;
    private final Duration connectTimeout;

    /** By how long they wait for a byte; made late, since the first one reads the trust store. */
    private final Map<Duration, SdkHttpClient> http = new ConcurrentHashMap<>();

    private final Map<String, S3Client> objects = new ConcurrentHashMap<>();
    private final Map<String, S3Client> s3 = new ConcurrentHashMap<>();
    private final Map<String, StsClient> sts = new ConcurrentHashMap<>();
    private final Map<InvokedFunction, LambdaClient> lambda = new ConcurrentHashMap<>();

    Clients(AwsSettings settings, Endpoints endpoints) {
        this.addresses = settings.addresses();
        this.endpoints = endpoints;
        connectTimeout = settings.connectTimeout();
    }

    private SdkHttpClient http() {
        return http(connectTimeout, PATIENCE);
    }

    private SdkHttpClient http(Duration connect, Duration idle) {
        return http.computeIfAbsent(
                idle,
                _ ->
                        UrlConnectionHttpClient.builder()
                                .connectionTimeout(connect)
                                .socketTimeout(idle)
                                .build());
    }

    /** For probes, which are made once and quickly. */
    S3Client s3(String region) {
        return s3.computeIfAbsent(
                region,
                _ -> newS3(region, http(), c -> c.retryStrategy(AwsRetryStrategy.doNotRetry())));
    }

    /** For the objects themselves, whose calls may take their time and are repeated. */
    S3Client objects(String region) {
        return objects.computeIfAbsent(
                region,
                _ ->
                        newS3(
                                region,
                                http(OBJECTS_CONNECT, OBJECTS_IDLE),
                                c ->
                                        c.retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                                                .apiCallAttemptTimeout(OBJECTS_ATTEMPT)));
    }

    /** The regional STS: its tokens are good in all regions, the global one's aren't. */
    StsClient sts(String region) {
        return sts.computeIfAbsent(region, this::newSts);
    }

    LambdaClient lambda(InvokedFunction function) {
        return lambda.computeIfAbsent(function, this::newLambda);
    }

    private S3Client newS3(
            String region,
            SdkHttpClient client,
            Consumer<ClientOverrideConfiguration.Builder> patience) {
        S3ClientBuilder builder =
                S3Client.builder()
                        .region(Region.of(region))
                        .httpClient(client)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .endpointProvider(endpoints)
                        .forcePathStyle(addresses.pathStyle())
                        .overrideConfiguration(patience);
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

    /** Without retries: the next request that wants the work offers it again. */
    private LambdaClient newLambda(InvokedFunction function) {
        LambdaClientBuilder builder =
                LambdaClient.builder()
                        .region(Region.of(function.region()))
                        .httpClient(http())
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()));
        function.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Override
    public void close() {
        lambda.values().forEach(LambdaClient::close);
        s3.values().forEach(S3Client::close);
        objects.values().forEach(S3Client::close);
        sts.values().forEach(StsClient::close);
        http.values().forEach(SdkHttpClient::close);
    }
}
