package dev.fairlead.ranges.refresh;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * What tells one version of a source from the next without reading it.
 *
 * @param entityTag the ETag of a URL; the time and size of a file
 * @param lastModified the Last-Modified field of a URL
 */
record Stamp(Optional<String> entityTag, Optional<String> lastModified) {

    static final Stamp NONE = new Stamp(Optional.empty(), Optional.empty());

    static Stamp of(HttpHeaders headers) {
        return new Stamp(headers.firstValue("ETag"), headers.firstValue("Last-Modified"));
    }

    static Stamp of(BasicFileAttributes file) {
        return new Stamp(
                Optional.of(file.lastModifiedTime() + " " + file.size()), Optional.empty());
    }

    /** Makes the request conditional, see RFC 9110, 13.1. */
    void ask(HttpRequest.Builder request) {
        entityTag.ifPresent(tag -> request.header("If-None-Match", tag));
        lastModified.ifPresent(date -> request.header("If-Modified-Since", date));
    }
}
