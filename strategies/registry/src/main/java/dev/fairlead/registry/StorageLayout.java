package dev.fairlead.registry;

import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteRequest;
import dev.fairlead.spi.Trace;

import java.util.Optional;

/**
 * In front of a CDN that serves a registry's storage: only a GET of a blob is routed, because only
 * a blob's name says what its bytes are. Tags, links and every other method are the registry's own.
 */
final class StorageLayout implements Layout {
    private final BlobRedirect blobs;

    StorageLayout(BlobRedirect blobs) {
        this.blobs = blobs;
    }

    @Override
    public Optional<RouteDecision> decide(RouteRequest request, Deadline deadline) {
        if (!request.method().equals("GET")) {
            return Optional.of(new PassThrough(request.path(), Trace.of("method")));
        }
        Optional<String> digest = Digest.ofStoragePath(request.path().decoded());
        return digest.isPresent()
                ? blobs.decide(request, digest.get(), deadline)
                : Optional.of(new PassThrough(request.path(), Trace.of("not-a-blob")));
    }
}
