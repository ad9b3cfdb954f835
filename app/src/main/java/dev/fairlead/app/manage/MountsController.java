package dev.fairlead.app.manage;

import dev.fairlead.app.host.Host;
import dev.fairlead.app.host.Mount;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;

import jakarta.inject.Provider;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The mounts and their emergency switches: {@code PUT /mounts/<name>/bypass} sends everything
 * through to the source of truth, {@code DELETE} ends that. It holds until the program ends; the
 * configuration's {@code bypass: true} holds longer.
 */
@Controller("/mounts")
final class MountsController {
    private static final Logger LOG = LoggerFactory.getLogger(MountsController.class);

    private final Provider<Host> host;

    MountsController(Provider<Host> host) {
        this.host = host;
    }

    @Get
    List<Map<String, Object>> mounts() {
        return host.get().catalogue().mounts().stream().map(MountsController::told).toList();
    }

    @Put("/{name}/bypass")
    @Consumes(MediaType.ALL)
    HttpResponse<Map<String, Object>> on(String name) {
        return bypass(name, true);
    }

    @Delete("/{name}/bypass")
    @Consumes(MediaType.ALL)
    HttpResponse<Map<String, Object>> off(String name) {
        return bypass(name, false);
    }

    private HttpResponse<Map<String, Object>> bypass(String name, boolean on) {
        var mount = host.get().catalogue().named(name);
        if (mount.isEmpty()) {
            return HttpResponse.notFound(Map.of("error", "no mount is named '" + name + "'"));
        }
        mount.get().bypass(on);
        LOG.warn("mount {}: bypass is {}", name, on ? "on: its strategy isn't asked" : "off");
        return HttpResponse.ok(told(mount.get()));
    }

    private static Map<String, Object> told(Mount mount) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", mount.name());
        told.put("strategy", mount.strategyType());
        if (mount.hasSourceOfTruth()) {
            told.put("pass-through", mount.passThrough().to());
        }
        told.put("bypass", mount.isBypassed());
        return told;
    }
}
