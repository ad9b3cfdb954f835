package dev.fairlead.isobuild;

import dev.fairlead.isobuild.Asked.AddrSize;
import dev.fairlead.isobuild.Asked.Artifact;
import dev.fairlead.isobuild.Asked.Health;
import dev.fairlead.isobuild.Asked.Initrd;
import dev.fairlead.isobuild.Asked.Iso;
import dev.fairlead.isobuild.Asked.Live;
import dev.fairlead.isobuild.Asked.Metrics;
import dev.fairlead.isobuild.Asked.Refused;
import dev.fairlead.spi.Observation;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.Reason;
import dev.fairlead.spi.RouteRequest;
import dev.fairlead.spi.RouteStrategy;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The image service: who asks for what, and who answers it. */
record IsobuildStrategy(
        Downloads downloads,
        Optional<Posting> posting,
        Dispatch dispatch,
        Cors cors,
        boolean plainHttpForBooting,
        HealthPage health,
        RequestMeters meters,
        Images images)
        implements RouteStrategy {
    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    @Override
    public void start() {
        images.start();
    }

    @Override
    public RouteDecision decide(RouteRequest request) {
        return decide(request, true).orElseThrow();
    }

    @Override
    public Optional<RouteDecision> decideAtOnce(RouteRequest request) {
        return decide(request, false);
    }

    @Override
    public void perform(String work) {
        dispatch.delivery()
                .orElseThrow(() -> new IllegalArgumentException("deliver.to isn't s3"))
                .perform(work);
    }

    /** It goes on to assisted-service, and to nobody else. */
    @Override
    public boolean takesCredentials() {
        return true;
    }

    @Override
    public OptionalLong takesBody(RouteRequest request) {
        return posting.flatMap(
                        posting -> match(request).map(match -> posting.takesBody(match, request)))
                .orElse(OptionalLong.empty());
    }

    /** Who only wants to know posts and deletes nothing, and has nothing put together at S3. */
    @Override
    public RouteDecision explain(RouteRequest request) {
        if (posting.isPresent() && !METHODS.contains(request.method())) {
            return Answers.notAllowed(false);
        }
        return new IsobuildStrategy(
                        downloads,
                        posting,
                        new Dispatch(Optional.empty(), true),
                        cors,
                        plainHttpForBooting,
                        health,
                        meters,
                        images)
                .decide(request);
    }

    /** Boot artifacts, too: they are the big downloads. */
    @Override
    public boolean isLimited(RouteRequest request) {
        return match(request).filter(match -> !match.route().isPage()).isPresent();
    }

    @Override
    public Observation observe(RouteRequest request) {
        return match(request)
                .filter(match -> !match.route().isPage())
                .map(match -> meters.begin(match.label(), request.method()))
                .orElse(Observation.NONE);
    }

    @Override
    public void close() {
        images.close();
    }

    private Optional<Route.Match> match(RouteRequest request) {
        return Route.match(request.path())
                .filter(match -> match.route() != Route.IMAGES || posting.isPresent());
    }

    private Optional<RouteDecision> decide(RouteRequest request, boolean mayWait) {
        Optional<Route.Match> match = match(request);
        if (match.isEmpty()) {
            return Optional.of(
                    Answers.reject(Reason.NOT_FOUND, "404 page not found", "unknown-path"));
        }
        if (match.get().route().isPage()) {
            return decide(match.get(), request, mayWait);
        }
        return cors.isPreflight(request)
                ? Optional.of(Answers.preflight(cors.preflight(request)))
                : decide(match.get(), request, mayWait)
                        .map(decision -> cors.applied(request, decision));
    }

    private Optional<RouteDecision> decide(
            Route.Match match, RouteRequest request, boolean mayWait) {
        Optional<Posting> posts = posting.filter(posting -> posting.wants(match, request));
        if (posts.isEmpty() && !METHODS.contains(request.method())) {
            return Optional.of(Answers.notAllowed(cors.isOn() && !match.route().isPage()));
        }
        if (plainHttpForBooting && !request.secure() && !match.route().isForBooting()) {
            return Optional.of(
                    Answers.reject(
                            Reason.NOT_FOUND, "404 page not found: ask over HTTPS", "plain-http"));
        }
        if (posts.isPresent()) { // making the images takes its time
            return mayWait ? Optional.of(posts.get().decide(match, request)) : Optional.empty();
        }
        Asked asked = Reading.asked(match, request);
        return answer(asked, mayWait)
                .flatMap(decision -> dispatch.send(asked, request, decision, mayWait));
    }

    private Optional<RouteDecision> answer(Asked asked, boolean mayWait) {
        return switch (asked) {
            case Iso iso -> downloads.iso(iso, mayWait);
            case Initrd initrd -> downloads.initrd(initrd, mayWait);
            case AddrSize addrSize -> downloads.addrSize(addrSize, mayWait);
            case Artifact artifact -> Optional.of(downloads.artifact(artifact));
            case Health _ -> Optional.of(health.answer());
            case Live _ -> Optional.of(Answers.page("text/plain", "", "live"));
            case Metrics _ -> Optional.of(Answers.page(METRICS, meters.page(), "metrics"));
            case Refused(Reason reason, String detail) ->
                    Optional.of(Answers.reject(reason, detail, "bad-request"));
        };
    }
}
