package dev.fairlead.app.upstream;

import dev.fairlead.app.breaker.Breaker;
import dev.fairlead.spi.Doubt;
import dev.fairlead.spi.HeaderFields;
import dev.fairlead.spi.Upstream;
import dev.fairlead.spi.Upstream.Reply.Answered;
import dev.fairlead.spi.Upstream.Reply.Unanswered;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One source.
 *
 * @param base without a final slash
 */
record HttpUpstream(
        String base,
        Supplier<HttpClient> client,
        Breaker breaker,
        UpstreamMeters meters,
        Duration idle,
        InstantSource clock)
        implements Upstream {

    @Override
    public Reply head(Call call) {
        return ask("HEAD", call);
    }

    @Override
    public Reply get(Call call) {
        return ask("GET", call);
    }

    private Reply ask(String method, Call call) {
        if (!call.deadline().mayWait()) {
            return new Unanswered(breaker.isOpen() ? Doubt.BREAKER_OPEN : Doubt.NOT_AT_HAND);
        }
        Duration left = call.deadline().remaining();
        Optional<HttpRequest> request = request(method, call, left);
        if (left.isZero() || request.isEmpty()) {
            return new Unanswered(left.isZero() ? Doubt.TIMEOUT : Doubt.MISCONFIGURED);
        }
        if (!breaker.allows()) {
            return new Unanswered(Doubt.BREAKER_OPEN);
        }
        long start = System.nanoTime();
        Reply reply = send(request.get());
        note(reply);
        meters.asked(method, reply, Duration.ofNanos(System.nanoTime() - start));
        return reply;
    }

    /** Empty: the target is no path, or a field is not the caller's to send. */
    private Optional<HttpRequest> request(String method, Call call, Duration left) {
        String target = call.target();
        if (!target.startsWith("/") || target.contains("#")) { // a fragment would be lost
            return Optional.empty();
        }
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(UpstreamHttp.uri(base + target))
                            .timeout(left.isZero() ? idle : left)
                            .setHeader("User-Agent", "fairlead")
                            .method(method, BodyPublishers.noBody());
            call.fields().forEach(request::setHeader);
            return Optional.of(request.build());
        } catch (IllegalArgumentException _) { // its message would quote the query
            return Optional.empty();
        }
    }

    private Reply send(HttpRequest request) {
        try {
            HttpResponse<InputStream> response =
                    client.get().send(request, _ -> new TimedBody(idle));
            HttpHeaders fields = response.headers();
            return new Answered(response.statusCode(), fields::allValues, response.body());
        } catch (HttpTimeoutException _) {
            return new Unanswered(Doubt.TIMEOUT);
        } catch (IOException _) { // counted; what it means is for the caller to say
            return new Unanswered(Doubt.NETWORK);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Unanswered(Doubt.TIMEOUT);
        }
    }

    private void note(Reply reply) {
        switch (reply) {
            case Unanswered(Doubt doubt) -> breaker.doubted(doubt);
            case Answered(int status, HeaderFields fields, _) -> {
                if (status == 429 || status >= 500) {
                    breaker.doubted(status == 429 ? Doubt.THROTTLED : Doubt.SERVER_ERROR);
                } else {
                    breaker.answered();
                }
                if (status == 429 || status == 503) {
                    fields.first("Retry-After")
                            .flatMap(field -> RetryAfter.parse(field, clock.instant()))
                            .ifPresent(breaker::pause);
                }
            }
        }
    }
}
