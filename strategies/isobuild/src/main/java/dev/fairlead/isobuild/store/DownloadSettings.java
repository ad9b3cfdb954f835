package dev.fairlead.isobuild.store;

import dev.fairlead.spi.Settings;
import dev.fairlead.spi.Upstreams.Reach;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How images are fetched: the section {@code download}.
 *
 * @param headers sent to the host of each image's URL and to no other; they may hold secrets
 * @param query put behind each image's URL; may hold secrets, too
 * @param redirectHosts where redirects may lead besides the image's own host; {@code *}: anywhere
 */
record DownloadSettings(
        Reach reach,
        Map<String, String> headers,
        Map<String, String> query,
        Set<String> redirectHosts) {

    static DownloadSettings read(Settings section) {
        return new DownloadSettings(
                new Reach(
                        section.optionalString("ca-file").map(Path::of),
                        section.flag("insecure", false),
                        Optional.of(
                                section.duration(
                                        "idle-timeout",
                                        Duration.ofSeconds(30),
                                        Duration.ofMillis(100),
                                        Duration.ofHours(1)))),
                headers(section),
                texts(section.section("query")),
                redirectHosts(section));
    }

    private static Map<String, String> texts(Settings section) {
        Map<String, String> texts = new HashMap<>();
        section.names().forEach(name -> texts.put(name, section.string(name)));
        return Map.copyOf(texts);
    }

    private static Map<String, String> headers(Settings section) {
        Map<String, String> headers = texts(section.section("headers"));
        headers.forEach((name, value) -> {
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
                    || !value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f))) {
                throw section.error("headers", "'" + name + "' is no header field");
            }
        });
        return headers;
    }

    private static Set<String> redirectHosts(Settings section) {
        List<String> hosts = section.strings("redirect-hosts");
        for (String host : hosts) {
            if (!host.equals("*") && !host.matches("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?")) {
                throw section.error(
                        "redirect-hosts", "'" + host + "' is not like https://cdn.example");
            }
        }
        return Set.copyOf(hosts);
    }
}
