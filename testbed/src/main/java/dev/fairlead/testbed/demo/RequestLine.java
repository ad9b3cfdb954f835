package dev.fairlead.testbed.demo;

import dev.fairlead.testbed.RecordedRequest;

/** A request in one line of seven words; {@code -} where there is nothing to say. */
final class RequestLine {
    private RequestLine() {}

    static String of(String service, RecordedRequest request) {
        String key = service.equals("s3") ? request.key() : request.path();
        return String.join(
                " ",
                service,
                request.method(),
                String.valueOf(request.status().orElse(0)),
                word(request.bucket()),
                word(key),
                request.accessKeyId().orElse("-"),
                signature(request));
    }

    private static String signature(RecordedRequest request) {
        if (request.accessKeyId().isEmpty()) {
            return "anonymous";
        }
        return request.target().contains("X-Amz-Signature=") ? "presigned" : "signed";
    }

    private static String word(String text) {
        return text.isEmpty() ? "-" : text.replace(' ', '+');
    }
}
