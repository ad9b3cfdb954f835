package dev.fairlead.isobuild;

import dev.fairlead.spi.Observation;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** Durations and sizes of answers, under the names that the original has. */
final class RequestMeters {
    private static final String PREFIX = "assisted_image_service_http_";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH");

    private final Map<Series, Meters> series =
            new ConcurrentSkipListMap<>(
                    Comparator.comparing(Series::handler)
                            .thenComparing(Series::method)
                            .thenComparingInt(Series::code));
    private final Map<String, LongAdder> inFlight = new ConcurrentHashMap<>();

    private record Series(String handler, String method, int code) {
        String labels() {
            return "code=\"" + code + "\"," + handlerLabel(handler) + ",method=\"" + method + '"';
        }
    }

    private record Meters(Histogram seconds, Histogram bytes) {
        static Meters create(Series ignored) {
            return new Meters(
                    new Histogram(0.1, 1, 10, 50, 100, 300, 600),
                    new Histogram(100, 1e6, 5e8, 1e9, 1e10));
        }
    }

    Observation begin(String handler, String method) {
        long start = System.nanoTime();
        LongAdder running = inFlight.computeIfAbsent(handler, _ -> new LongAdder());
        running.increment();
        String known = METHODS.contains(method) ? method : "other";
        return (status, bytes) -> {
            running.decrement();
            Meters meters =
                    series.computeIfAbsent(new Series(handler, known, status), Meters::create);
            meters.seconds().record((System.nanoTime() - start) / 1e9);
            meters.bytes().record((double) bytes);
        };
    }

    String page() {
        StringBuilder page = new StringBuilder(4096);
        family(page, "request_duration_seconds", "Time to answer requests", Meters::seconds);
        family(page, "response_size_bytes", "Sizes of answers", Meters::bytes);
        String name = PREFIX + "requests_inflight";
        head(page, name, "Requests that are being answered", "gauge");
        inFlight.forEach((handler, running) ->
                Histogram.line(page, name, handlerLabel(handler), running.sum()));
        return page.toString();
    }

    private void family(
            StringBuilder page,
            String what,
            String description,
            Function<Meters, Histogram> histogram) {
        head(page, PREFIX + what, description, "histogram");
        series.forEach((labels, meters) ->
                histogram.apply(meters).write(page, PREFIX + what, labels.labels()));
    }

    private static void head(StringBuilder page, String name, String description, String type) {
        page.append("# HELP ").append(name).append(' ').append(description).append('\n');
        page.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static String handlerLabel(String handler) {
        return "handler=\"" + handler + "\",service=\"\"";
    }
}
