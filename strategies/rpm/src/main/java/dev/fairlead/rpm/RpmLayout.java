package dev.fairlead.rpm;

import dev.fairlead.rpm.upload.UploadWork;
import dev.fairlead.spi.RequestPath;
import dev.fairlead.spi.RouteRequest;

import java.util.Optional;
import java.util.Set;

/**
 * Packages: {@code /pub/x.rpm} is kept as {@code cache/pub/x.rpm}, however the client spelt it.
 *
 * @param extensions how a file's name ends, in this very case
 */
record RpmLayout(String keyPrefix, Set<String> extensions) implements Layout {

    /** With a query it could be something else, or for one client only: a token is a query. */
    @Override
    public Optional<UploadWork> find(RouteRequest request) {
        String path = request.path().decoded();
        if (request.query().isPresent() || extensions.stream().noneMatch(path::endsWith)) {
            return Optional.empty();
        }
        return Keys.of(keyPrefix + path.substring(1))
                .map(key ->
                        new UploadWork(key, RequestPath.encode(path).raw(), UploadWork.Kind.RPM));
    }
}
