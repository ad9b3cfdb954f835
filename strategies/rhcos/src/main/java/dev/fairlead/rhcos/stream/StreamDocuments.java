package dev.fairlead.rhcos.stream;

import dev.fairlead.spi.Content;
import dev.fairlead.spi.Metrics.Counter;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteDecision.Reason;
import dev.fairlead.spi.RouteDecision.Reject;
import dev.fairlead.spi.RouteDecision.Serve;
import dev.fairlead.spi.RouteRequest;
import dev.fairlead.spi.Settings;
import dev.fairlead.spi.StrategyContext;
import dev.fairlead.spi.Trace;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers {@code /streams/<profile>/<name>.json}: stream metadata rewritten to a mirror, by the
 * settings {@code streams:} of a mount.
 */
public final class StreamDocuments {
    private static final Pattern PATH =
            Pattern.compile("/streams/(?<profile>[^/]+)/(?<name>[\\w.-]{1,100})\\.json");

    private final Map<String, StreamProfile> profiles = new LinkedHashMap<>();
    private final Map<String, SourceDocument> sources = new LinkedHashMap<>();

    /** Documents as they were rewritten last, by profile and name. */
    private final Map<String, RewrittenStream> streams = new ConcurrentHashMap<>();

    private final StrategyContext context;
    private final Duration maxAge;
    private final Counter doubts;

    private StreamDocuments(StrategyContext context, Settings settings) {
        this.context = context;
        this.doubts =
                context.metrics()
                        .counter(
                                "fairlead.streams.doubts",
                                "Refreshes of stream metadata that kept what was known");
        this.maxAge =
                settings.duration(
                        "max-age",
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(1),
                        Duration.ofDays(1));
        Settings names = settings.section("sources");
        for (String name : names.names()) {
            sources.put(name, new SourceDocument(context.upstreams(), names.url(name)));
        }
        settings.named("profiles")
                .forEach((name, profile) ->
                        profiles.put(name, StreamProfile.read(context, profile)));
    }

    /** Reads {@code streams:}; without it there are none. */
    public static StreamDocuments read(StrategyContext context) {
        return new StreamDocuments(context, context.settings().section("streams"));
    }

    /** Whether the path is below {@code /streams/}, and there are profiles. */
    public boolean isFor(RouteRequest request) {
        return !profiles.isEmpty() && request.path().decoded().startsWith("/streams/");
    }

    /** Decides; may wait for the source and the mirror. */
    public RouteDecision decide(RouteRequest request) {
        String path = request.path().decoded();
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return notFound();
        }
        StreamProfile profile = profiles.get(matcher.group("profile"));
        SourceDocument source = sources.get(matcher.group("name"));
        return profile == null || source == null
                ? notFound()
                : serve(request, path, profile, source);
    }

    private RouteDecision serve(
            RouteRequest request, String path, StreamProfile profile, SourceDocument source) {
        RewrittenStream stream =
                streams.computeIfAbsent(
                        path,
                        _ -> new RewrittenStream(source, profile, maxAge, context.clock(), doubts));
        Optional<Content> content = stream.current();
        return content.isPresent()
                ? new Serve(content.get(), Trace.of("stream-rewritten"))
                : new PassThrough(request.path(), Trace.of("stream-in-doubt"));
    }

    private static Reject notFound() {
        return new Reject(
                Reason.NOT_FOUND,
                "no such stream; ask /streams/<profile>/<name>.json",
                Optional.empty(),
                Map.of(),
                Trace.of("no-such-stream"));
    }
}
