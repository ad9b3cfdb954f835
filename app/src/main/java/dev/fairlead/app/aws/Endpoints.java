package dev.fairlead.app.aws;

import dev.fairlead.spi.ObjectStores.Bucket;

import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointParams;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

import java.net.URI;
import java.util.concurrent.CompletableFuture;

/**
 * The regional host of a bucket by the SDK's own rules; never the global one, which answers 307 or
 * 400 for many regions.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html">S3:
 *     virtual hosting</a>
 */
final class Endpoints implements S3EndpointProvider {
    private static final S3EndpointProvider RULES = S3EndpointProvider.defaultProvider();

    private final Addresses addresses;

    Endpoints(Addresses addresses) {
        this.addresses = addresses;
    }

    S3Host ipv4(Bucket bucket) {
        return new S3Host(resolve(bucket, false));
    }

    /** The host that has AAAA records too; a custom endpoint has but one name. */
    S3Host dualStack(Bucket bucket) {
        return new S3Host(resolve(bucket, addresses.s3().isEmpty()));
    }

    /** For the SDK's clients, which would ask the global host of us-east-1. */
    @Override
    public CompletableFuture<Endpoint> resolveEndpoint(S3EndpointParams params) {
        return RULES.resolveEndpoint(params.toBuilder().useGlobalEndpoint(false).build());
    }

    private URI resolve(Bucket bucket, boolean dualStack) {
        S3EndpointParams.Builder params =
                S3EndpointParams.builder()
                        .bucket(bucket.name())
                        .region(Region.of(bucket.region()))
                        .useDualStack(dualStack)
                        .forcePathStyle(addresses.pathStyle());
        addresses.s3().ifPresent(endpoint -> params.endpoint(endpoint.toString()));
        return resolveEndpoint(params.build()).join().url();
    }
}
