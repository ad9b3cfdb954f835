package dev.fairlead.rhcos;

import dev.fairlead.rhcos.area.Areas;
import dev.fairlead.rhcos.stream.StreamDocuments;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.RequestPath;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteDecision.Reason;
import dev.fairlead.spi.RouteDecision.Redirect;
import dev.fairlead.spi.RouteDecision.Reject;
import dev.fairlead.spi.RouteRequest;
import dev.fairlead.spi.RouteStrategy;
import dev.fairlead.spi.Saving;
import dev.fairlead.spi.Trace;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One mirror of boot images. */
record RhcosStrategy(
        RhcosSettings settings, Areas areas, StreamDocuments streams, ObjectRedirect objects)
        implements RouteStrategy {
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    @Override
    public RouteDecision decide(RouteRequest request) {
        return decide(request, Deadline.in(settings.limits().probeDeadline())).orElseThrow();
    }

    @Override
    public Optional<RouteDecision> decideAtOnce(RouteRequest request) {
        return decide(request, Deadline.AT_ONCE);
    }

    /** Judged by what the path comes to mean: an alias is no way around. */
    @Override
    public Optional<Reject> refuse(RouteRequest request) {
        return areas.areOpen() || leadsAway(request)
                ? Optional.empty()
                : areas.refuse(request.fields(), settings.paths().find(request));
    }

    @Override
    public boolean takesCredentials() {
        return !areas.areOpen();
    }

    private Optional<RouteDecision> decide(RouteRequest request, Deadline deadline) {
        if (!METHODS.contains(request.method())) {
            return Optional.of(notAllowed());
        }
        if (leadsAway(request)) {
            String location = settings.rootRedirect().orElseThrow().toString();
            return Optional.of(
                    new Redirect(location, 302, Optional.empty(), Saving.NONE, Trace.of("root")));
        }
        if (streams.isFor(request)) {
            return deadline.mayWait() ? Optional.of(streams.decide(request)) : Optional.empty();
        }
        Optional<String> path = settings.paths().find(request);
        return path.isPresent()
                ? find(request, path.get(), deadline)
                : Optional.of(notFound("there is nothing under this path", "no-rule"));
    }

    private boolean leadsAway(RouteRequest request) {
        return settings.rootRedirect().isPresent() && request.path().decoded().equals("/");
    }

    private Optional<RouteDecision> find(RouteRequest request, String path, Deadline deadline) {
        boolean directory = path.endsWith("/");
        String file = directory ? path + "index.html" : path;
        var key = Keys.of(file);
        if (key.isEmpty()) {
            return Optional.of(notFound("no object has such a name", "not-a-key"));
        }
        if (directory) {
            // An index is made by the source of truth: the buckets may have none.
            RequestPath index = RequestPath.encode(settings.indexHtml() ? file : path);
            return Optional.of(new PassThrough(index, Trace.of("directory")));
        }
        return objects.decide(request, key.get(), deadline);
    }

    private static Reject notFound(String detail, String reason) {
        return new Reject(Reason.NOT_FOUND, detail, Optional.empty(), Map.of(), Trace.of(reason));
    }

    private static Reject notAllowed() {
        return new Reject(
                Reason.METHOD_NOT_ALLOWED,
                "this mirror is read only: GET and HEAD",
                Optional.empty(),
                Map.of("Allow", "GET, HEAD"),
                Trace.of("method"));
    }
}
