package dev.fairlead.testbed;

import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The s3proxy behind the front: one store in memory, with SigV4 verified. */
final class EmbeddedS3 implements AutoCloseable {
    private final BlobStore store = new TransientNio2BlobStore();
    private final Credentials credentials;
    private final S3Proxy pathStyle;
    private final S3Proxy virtualHosted;

    EmbeddedS3(Credentials credentials) {
        this.credentials = credentials;
        pathStyle = start(builder());
        // With a virtual host, s3proxy takes any other host, also 127.0.0.1, for a bucket.
        virtualHosted = start(builder().virtualHost("localhost"));
    }

    int port(boolean virtualHostedRequest) {
        return virtualHostedRequest ? virtualHosted.getPort() : pathStyle.getPort();
    }

    void createBucket(String bucket) {
        store.createContainer(bucket);
    }

    void put(String bucket, String key, byte[] content) {
        PutObjectRequest request =
                PutObjectRequest.builder()
                        .bucket(bucket)
                        .key(key)
                        .contentLength((long) content.length)
                        .build();
        store.putBlob(request, new ByteArrayInputStream(content));
    }

    List<String> unfinishedUploads(String bucket) {
        return store.listMultipartUploads(bucket).stream().map(MultipartUpload::key).toList();
    }

    void delete(String bucket, String key) {
        store.removeBlob(bucket, key);
    }

    Optional<byte[]> get(String bucket, String key) {
        try (var content = store.getBlob(bucket, key)) {
            return Optional.of(content.readAllBytes());
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return Optional.empty();
            }
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop(pathStyle);
        stop(virtualHosted);
        store.close();
    }

    private S3Proxy.Builder builder() {
        return S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "unused", "unused")
                // Role credentials come with x-amz-security-token, which it would answer with 501.
                .ignoreUnknownHeaders(true)
                // Otherwise a stop waits for idle connections.
                .stopTimeout(0)
                .jettyMaxThreads(32);
    }

    private S3Proxy start(S3Proxy.Builder builder) {
        S3Proxy proxy = builder.build();
        proxy.setBlobStoreLocator((accessKeyId, _, _) ->
                Optional.ofNullable(accessKeyId)
                        .flatMap(credentials::find)
                        .map(key -> new AccessGrant(key.secret(), store))
                        .orElse(null));
        try {
            proxy.start();
            return proxy;
        } catch (Exception e) {
            throw new TestbedException("s3proxy does not start", e);
        }
    }

    private static void stop(S3Proxy proxy) {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new TestbedException("s3proxy does not stop", e);
        }
    }
}
