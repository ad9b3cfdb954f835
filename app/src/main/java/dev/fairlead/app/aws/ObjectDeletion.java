package dev.fairlead.app.aws;

import dev.fairlead.spi.ObjectKey;

import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Gatherers;

/**
 * Deletes a thousand objects with a request, which is the most that S3 takes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html">S3:
 *     DeleteObjects</a>
 */
record ObjectDeletion(ObjectCalls calls) {
    private static final int MOST = 1000;

    void run(List<ObjectKey> keys, Consumer<String> deleted) throws IOException {
        for (List<ObjectKey> batch : keys.stream().gather(Gatherers.windowFixed(MOST)).toList()) {
            try {
                delete(batch);
            } finally { // some may be gone even if others can't go
                batch.forEach(key -> deleted.accept(key.value()));
            }
        }
    }

    private void delete(List<ObjectKey> keys) throws IOException {
        List<ObjectIdentifier> named =
                keys.stream()
                        .map(key -> ObjectIdentifier.builder().key(key.value()).build())
                        .toList();
        DeleteObjectsResponse answer =
                calls.run(
                        ObjectAction.DELETE,
                        keys.getFirst().value(),
                        signed ->
                                calls.s3()
                                        .deleteObjects(
                                                DeleteObjectsRequest.builder()
                                                        .bucket(calls.bucket())
                                                        .delete(d -> d.objects(named).quiet(true))
                                                        .overrideConfiguration(signed)
                                                        .build()));
        if (answer.hasErrors()) {
            S3Error error = answer.errors().getFirst();
            throw new IOException(
                    ObjectAction.DELETE.text(calls.bucket(), error.key())
                            + (": S3 says " + error.code() + "; it kept ")
                            + (answer.errors().size() + " of " + keys.size() + "; grant ")
                            + ObjectAction.DELETE.rights());
        }
    }
}
