package dev.fairlead.app.host;

import dev.fairlead.ranges.Addresses;
import dev.fairlead.spi.ClientRegion;
import dev.fairlead.spi.HeaderFields;
import dev.fairlead.spi.MalformedPathException;
import dev.fairlead.spi.RegionResolver;
import dev.fairlead.spi.RequestPath;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteDecision.Redirect;
import dev.fairlead.spi.RouteDecision.Reject;
import dev.fairlead.spi.RouteRequest;
import dev.fairlead.spi.Trace;

import java.net.InetAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what would be answered to a request, and why, without making it. It probes, as one would.
 */
public final class Explainer {
    private final Router router;
    private final RegionResolver regions;
    private final RangeStatus ranges;

    Explainer(Router router, RegionResolver regions, RangeStatus ranges) {
        this.router = router;
        this.regions = regions;
        this.ranges = ranges;
    }

    /**
     * What is asked.
     *
     * @param url absolute, as the client has it
     * @param ip a literal address
     */
    public record Question(
            String url,
            String ip,
            String method,
            Optional<String> userAgent,
            Optional<String> distribution) {}

    /**
     * The answer as a tree for JSON.
     *
     * @throws IllegalArgumentException when the question can't be one; the message says why
     */
    public Map<String, Object> explain(Question question) {
        RouteRequest request = request(question);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("url", Redacted.url(question.url()));
        answer.put("client", client(request.client()));
        answer.put("ranges", ranges.ages());
        Optional<Routed> routed = router.route(request);
        if (routed.isEmpty()) {
            answer.put("outcome", "no-mount");
            return answer;
        }
        answer.put("mount", routed.get().mount().name());
        RouteDecision decision = router.explain(routed.get());
        answer.put("outcome", DecisionMeters.outcome(decision));
        answer.put("reason", decision.trace().reason());
        where(routed.get(), decision).ifPresent(to -> answer.put("location", Redacted.url(to)));
        answer.put("steps", decision.trace().steps().stream().map(Explainer::step).toList());
        return answer;
    }

    private static RouteRequest request(Question question) {
        URI url = URI.create(question.url());
        if (url.getHost() == null || url.getRawPath() == null) {
            throw new IllegalArgumentException(
                    "'" + question.url() + "' is not an absolute URL such as https://host/path");
        }
        try {
            return new RouteRequest(
                    question.method(),
                    url.getHost().toLowerCase(Locale.ROOT),
                    RequestPath.parse(url.getRawPath().isEmpty() ? "/" : url.getRawPath()),
                    Optional.ofNullable(url.getRawQuery()),
                    HeaderFields.of(
                            question.userAgent()
                                    .map(agent -> Map.of("user-agent", List.of(agent)))
                                    .orElse(Map.of())),
                    Addresses.parse(question.ip()),
                    question.distribution());
        } catch (MalformedPathException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Optional<String> where(Routed routed, RouteDecision decision) {
        return switch (decision) {
            case Redirect redirect -> Optional.of(redirect.location());
            case PassThrough through -> Optional.of(routed.passThroughUrl(through.path()));
            case Reject reject -> Optional.of(reject.reason().status() + " " + reject.detail());
            case RouteDecision.Created created -> Optional.of("201 " + created.location());
            case RouteDecision.NoContent _ -> Optional.of("204");
            case RouteDecision.Fail fail -> Optional.of(fail.status() + " " + fail.detail());
            case RouteDecision.Serve _ -> Optional.empty();
        };
    }

    private Map<String, Object> client(InetAddress address) {
        ClientRegion client = regions.resolve(address);
        Map<String, Object> region = new LinkedHashMap<>();
        region.put("address", address.getHostAddress());
        region.put("cloud", client.cloud().orElse("unknown"));
        client.region().ifPresent(name -> region.put("region", name));
        client.borderGroup().ifPresent(group -> region.put("border-group", group));
        client.prefix().ifPresent(prefix -> region.put("prefix", prefix));
        return region;
    }

    private static Map<String, Object> step(Trace.Step step) {
        return switch (step) {
            case Trace.Considered(var copy, var price, var verdict) -> {
                Map<String, Object> considered = new LinkedHashMap<>();
                considered.put("copy", copy);
                considered.put("usd-per-gb", price);
                considered.put("verdict", verdict);
                yield considered;
            }
            case Trace.Noted(var text) -> Map.of("note", text);
        };
    }
}
