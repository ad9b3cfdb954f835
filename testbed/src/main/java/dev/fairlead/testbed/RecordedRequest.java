package dev.fairlead.testbed;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request that a stand-in got. Bucket and key are empty where the stand-in has none, header names
 * are in lower case, and a request that was never answered has no status.
 */
public record RecordedRequest(
        String method,
        String target,
        String bucket,
        String key,
        Optional<String> accessKeyId,
        Map<String, String> headers,
        long bodyBytes,
        OptionalInt status) {

    public RecordedRequest {
        headers = Map.copyOf(headers);
    }

    static RecordedRequest of(RequestHead head) {
        return of(head, "", "", Optional.empty());
    }

    static RecordedRequest of(
            RequestHead head, String bucket, String key, Optional<String> accessKeyId) {
        return new RecordedRequest(
                head.method(),
                head.target(),
                bucket,
                key,
                accessKeyId,
                head.fields().byLowerCaseName(),
                0,
                OptionalInt.empty());
    }

    /** The target without its query. */
    public String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** The value of a field, whatever the case of its name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    RecordedRequest answered(int with) {
        return new RecordedRequest(
                method, target, bucket, key, accessKeyId, headers, bodyBytes, OptionalInt.of(with));
    }

    RecordedRequest received(long bytes) {
        return new RecordedRequest(
                method, target, bucket, key, accessKeyId, headers, bytes, status);
    }
}
