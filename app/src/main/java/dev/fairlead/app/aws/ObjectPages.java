package dev.fairlead.app.aws;

import dev.fairlead.spi.BucketObjects.Listed;
import dev.fairlead.spi.ObjectKey;

import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/** Walks through a bucket a page at a time; each page has credentials that live when it is read. */
final class ObjectPages implements Iterator<Listed> {
    private final ObjectCalls calls;
    private final String prefix;
    private Iterator<Listed> page = Collections.emptyIterator();
    private Optional<String> token = Optional.empty();
    private boolean more = true;

    ObjectPages(ObjectCalls calls, String prefix) {
        this.calls = calls;
        this.prefix = prefix;
    }

    @Override
    public boolean hasNext() {
        while (more && !page.hasNext()) {
            take(fetch());
        }
        return page.hasNext();
    }

    @Override
    public Listed next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the list has come to its end");
        }
        return page.next();
    }

    private void take(ListObjectsV2Response response) {
        page = response.contents().stream().flatMap(ObjectPages::named).iterator();
        token = Optional.ofNullable(response.nextContinuationToken());
        more = token.isPresent();
    }

    private ListObjectsV2Response fetch() {
        try {
            return calls.run(
                    ObjectAction.LIST,
                    prefix,
                    signed -> {
                        ListObjectsV2Request.Builder request =
                                ListObjectsV2Request.builder()
                                        .bucket(calls.bucket())
                                        .prefix(prefix)
                                        .overrideConfiguration(signed);
                        token.ifPresent(request::continuationToken);
                        return calls.s3().listObjectsV2(request.build());
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing where no key may be called so, such as the marker of a folder. */
    private static Stream<Listed> named(S3Object object) {
        try {
            ObjectKey key = new ObjectKey(object.key());
            return Stream.of(new Listed(key, object.size(), object.lastModified()));
        } catch (IllegalArgumentException _) {
            return Stream.empty();
        }
    }
}
