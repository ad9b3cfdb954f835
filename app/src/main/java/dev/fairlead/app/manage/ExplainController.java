package dev.fairlead.app.manage;

import dev.fairlead.app.host.Explainer.Question;
import dev.fairlead.app.host.Host;
import dev.fairlead.app.host.Redacted;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import jakarta.inject.Provider;

import java.util.Map;
import java.util.Optional;

/** {@code GET /explain?url=…&ip=…}: what would be answered, and why. */
@Controller("/explain")
final class ExplainController {
    private final Provider<Host> host;

    ExplainController(Provider<Host> host) {
        this.host = host;
    }

    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<Map<String, Object>> explain(
            @QueryValue String url,
            @QueryValue String ip,
            @QueryValue(defaultValue = "GET") String method,
            @QueryValue("user-agent") Optional<String> userAgent,
            @QueryValue Optional<String> distribution) {
        try {
            return HttpResponse.ok(
                    host.get()
                            .explainer()
                            .explain(new Question(url, ip, method, userAgent, distribution)));
        } catch (IllegalArgumentException e) {
            return HttpResponse.badRequest(
                    Map.of("error", Redacted.url(String.valueOf(e.getMessage()))));
        }
    }
}
