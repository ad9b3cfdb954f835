package dev.fairlead.isobuild;

import dev.fairlead.spi.RequestPath;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The paths of the service; {@code :} begins a part that may be anything. */
enum Route {
    BY_ID("/byid/:id/:version/:arch/:file", "/byid/:token"),
    BY_API_KEY("/byapikey/:token/:version/:arch/:file", "/byapikey/:token"),
    BY_TOKEN("/bytoken/:token/:version/:arch/:file", "/bytoken/:token"),
    IMAGES("/images", "/images"),
    IMAGE("/images/:id", "/images/:imageID"),
    INITRD("/images/:id/pxe-initrd", "/images/:imageID/pxe-initrd"),
    ADDR_SIZE("/images/:id/s390x-initrd-addrsize", "/images/:imageID/s390x-initrd-addrsize"),
    BOOT_ARTIFACT("/boot-artifacts/:artifact", "/boot-artifacts/:artifact"),
    HEALTH("/health", ""),
    LIVE("/live", ""),
    METRICS("/metrics", "");

    private final String template;
    private final String label;

    Route(String template, String label) {
        this.template = template;
        this.label = label;
    }

    /** A path of the service, with what stands in its open parts. */
    record Match(Route route, List<String> parts) {

        /** The metrics' {@code handler}: the path without what makes too many of them. */
        String label() {
            return route == BOOT_ARTIFACT && BootArtifact.named(parts.getFirst()).isPresent()
                    ? "/boot-artifacts/" + parts.getFirst()
                    : route.label;
        }
    }

    static Optional<Match> match(RequestPath path) {
        List<String> segments = List.of(path.decoded().split("/", -1));
        for (Route route : values()) {
            Optional<List<String>> parts = route.parts(segments);
            if (parts.isPresent()) {
                return Optional.of(new Match(route, parts.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<List<String>> parts(List<String> segments) {
        List<String> own = List.of(template.split("/", -1));
        if (segments.size() != own.size()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            if (own.get(i).startsWith(":")) {
                parts.add(segments.get(i));
            } else if (!own.get(i).equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parts);
    }

    /** Whether it is about the service itself, which answers when everything else is busy. */
    boolean isPage() {
        return label.isEmpty();
    }

    /**
     * Whether machines that boot over the network fetch it, many of which can't do TLS; the
     * original forgot the addrsize.
     */
    boolean isForBooting() {
        return isPage() || this == BOOT_ARTIFACT || this == INITRD || this == ADDR_SIZE;
    }
}
