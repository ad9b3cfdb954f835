package dev.fairlead.rhcos.area;

import dev.fairlead.spi.HeaderFields;
import dev.fairlead.spi.RouteDecision.Reason;
import dev.fairlead.spi.RouteDecision.Reject;
import dev.fairlead.spi.Trace;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may read what. Where there are areas, what lies in none of them is nobody's.
 *
 * @param longestFirst none: everybody may read everything
 * @param realm what a browser shows when it asks for a password
 */
public record Areas(List<Area> longestFirst, String realm) {

    public boolean areOpen() {
        return longestFirst.isEmpty();
    }

    /**
     * Refuses who may not read what is at a path.
     *
     * @param path percent-decoded, as the buckets have it; empty: there is nothing
     */
    public Optional<Reject> refuse(HeaderFields fields, Optional<String> path) {
        if (path.isEmpty()) {
            return Optional.of(
                    reject(Reason.NOT_FOUND, "there is nothing under this path", "no-rule"));
        }
        Optional<Area> area =
                longestFirst.stream().filter(each -> each.holds(path.get())).findFirst();
        if (area.isEmpty()) {
            return Optional.of(reject(Reason.FORBIDDEN, "forbidden", "no-area"));
        }
        return mayRead(area.get(), path.get(), fields)
                ? Optional.empty()
                : Optional.of(challenge());
    }

    private static boolean mayRead(Area area, String path, HeaderFields fields) {
        return area.rule() instanceof Area.Everybody
                || Credentials.of(fields).filter(given -> area.admits(path, given)).isPresent();
    }

    private static Reject reject(Reason reason, String detail, String token) {
        return new Reject(reason, detail, Optional.empty(), Map.of(), Trace.of(token));
    }

    private Reject challenge() {
        return new Reject(
                Reason.UNAUTHORIZED,
                "this takes a user name and a password",
                Optional.empty(),
                Map.of(
                        "WWW-Authenticate",
                        "Basic realm=\"" + realm + "\", charset=\"UTF-8\"",
                        "Cache-Control",
                        "no-store"),
                Trace.of("unauthorized"));
    }
}
