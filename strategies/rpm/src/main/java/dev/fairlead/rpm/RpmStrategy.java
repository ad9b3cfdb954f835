package dev.fairlead.rpm;

import dev.fairlead.rpm.Availability.Available;
import dev.fairlead.rpm.upload.UploadWork;
import dev.fairlead.rpm.upload.Uploader;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.ObjectKey;
import dev.fairlead.spi.Presence.Absent;
import dev.fairlead.spi.Presence.Present;
import dev.fairlead.spi.Presence.Unknown;
import dev.fairlead.spi.RequestPath;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteDecision.Reason;
import dev.fairlead.spi.RouteDecision.Reject;
import dev.fairlead.spi.RouteRequest;
import dev.fairlead.spi.RouteStrategy;
import dev.fairlead.spi.Trace;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The source of truth for as long as it has a file, then what was kept of it. */
record RpmStrategy(
        Layout layout,
        Probes probes,
        Rescue rescue,
        Offers offers,
        Retries retries,
        Uploader uploader)
        implements RouteStrategy {
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    /** Signing takes the credentials that the probe has just needed. */
    private static final Duration SIGNING = Duration.ofMillis(500);

    @Override
    public RouteDecision decide(RouteRequest request) {
        return decide(request, file -> Optional.of(probes.ask(file)), true).orElseThrow();
    }

    @Override
    public RouteDecision explain(RouteRequest request) {
        return new RpmStrategy(
                        layout,
                        probes,
                        rescue.uncounted(),
                        (_, _, _) -> {},
                        retries.unnoted(),
                        uploader)
                .decide(request);
    }

    @Override
    public Optional<RouteDecision> decideAtOnce(RouteRequest request) {
        return decide(request, probes::fromMemory, false);
    }

    @Override
    public void perform(String work) {
        uploader.perform(work);
    }

    private Optional<RouteDecision> decide(
            RouteRequest request, Function<UploadWork, Optional<Asked>> ask, boolean mayWait) {
        if (!METHODS.contains(request.method())) {
            return Optional.of(notAllowed());
        }
        return layout.find(request)
                .map(file ->
                        ask.apply(file).flatMap(asked -> decide(request, file, asked, mayWait)))
                .orElseGet(() -> Optional.of(through(request.path(), "not-cacheable")));
    }

    private Optional<RouteDecision> decide(
            RouteRequest request, UploadWork file, Asked asked, boolean mayWait) {
        // However the client spelt it, the source gets the spelling that no server misreads.
        RequestPath path = RequestPath.encode(request.path().decoded());
        if (asked.source() instanceof Available source) {
            offers.consider(file, source, asked);
            if (!source.suspicious() && !retries.isOne(request, file.key())) {
                return Optional.of(new PassThrough(path, asked.soFar().trace("available")));
            }
        }
        Deadline deadline = mayWait ? Deadline.in(SIGNING) : Deadline.AT_ONCE;
        return decide(request, file.key(), asked.whole(), path, deadline);
    }

    private Optional<RouteDecision> decide(
            RouteRequest request, ObjectKey key, Found found, RequestPath path, Deadline deadline) {
        return switch (found) {
            case Found(Available source, var copy) when !source.yieldsTo(copy) ->
                    Optional.of(new PassThrough(path, found.trace("available")));
            case Found(var source, Present copy) ->
                    rescue.decide(request, key, copy, path, found.trace(source.why()), deadline);
            case Found(_, Absent _) -> Optional.of(new PassThrough(path, found.trace("nowhere")));
            case Found(_, Unknown(var doubt)) ->
                    Optional.of(new PassThrough(path, found.trace("bucket-" + doubt.token())));
        };
    }

    private static PassThrough through(RequestPath path, String reason) {
        return new PassThrough(path, Trace.of(reason));
    }

    private static Reject notAllowed() {
        return new Reject(
                Reason.METHOD_NOT_ALLOWED,
                "this cache is read only: GET and HEAD",
                Optional.empty(),
                Map.of("Allow", "GET, HEAD"),
                Trace.of("method"));
    }
}
