package dev.fairlead.isobuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.fairlead.isobuild.Images.Listed;
import dev.fairlead.isobuild.store.ImageEntry;
import dev.fairlead.isobuild.store.ImageState;
import dev.fairlead.isobuild.store.ImageState.Downloading;
import dev.fairlead.isobuild.store.ImageState.Failed;
import dev.fairlead.isobuild.store.ImageState.Pending;
import dev.fairlead.isobuild.store.ImageState.Ready;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.Fail;
import dev.fairlead.spi.Trace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether to send clients here: once every image that is loaded at start was had or could not be
 * had, as long as there is one. So a bad URL neither holds the service back nor takes it down, and
 * a replica that has only begun to load gets no clients yet.
 */
final class HealthPage {
    private static final String JSON = "application/json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Images images;

    /** What was had or had failed at some time: being tried again makes nothing unready. */
    private final Set<ImageEntry> settled = ConcurrentHashMap.newKeySet();

    HealthPage(Images images) {
        this.images = images;
    }

    RouteDecision answer() {
        List<Listed> all = images.all();
        boolean ready = isReady(all);
        String page = page(ready, all);
        return ready
                ? Answers.page(JSON, page, "health")
                : new Fail(
                        503,
                        page,
                        Map.of(
                                "Content-Type",
                                JSON,
                                "Cache-Control",
                                "no-store",
                                "Retry-After",
                                "10"),
                        Trace.of("not-ready"));
    }

    private boolean isReady(List<Listed> all) {
        boolean any = false;
        for (Listed image : all) {
            ImageState state = image.state();
            any |= state instanceof Ready;
            if (state instanceof Ready || state instanceof Failed) {
                settled.add(image.entry());
            }
        }
        return !images.areLoadedAtStart()
                || (any && all.stream().allMatch(image -> settled.contains(image.entry())));
    }

    private static String page(boolean ready, List<Listed> all) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("ready", ready);
        page.put("images", all.stream().map(HealthPage::line).toList());
        try {
            return MAPPER.writeValueAsString(page);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of texts and numbers can be JSON", e);
        }
    }

    private static Map<String, Object> line(Listed image) {
        ImageEntry entry = image.entry();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("openshift_version", entry.openshiftVersion());
        line.put("version", entry.version());
        line.put("cpu_architecture", entry.arch());
        line.put("type", entry.type().token());
        line.put("state", image.state().token());
        switch (image.state()) {
            case Pending _, Ready _ -> {}
            case Downloading(var percent) -> percent.ifPresent(p -> line.put("percent", p));
            case Failed(String why, var nextTry) -> {
                line.put("why", why);
                line.put("next_try", nextTry.toString());
            }
        }
        return line;
    }
}
