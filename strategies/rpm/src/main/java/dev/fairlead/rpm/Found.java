package dev.fairlead.rpm;

import dev.fairlead.rpm.Availability.Available;
import dev.fairlead.rpm.Availability.Unavailable;
import dev.fairlead.spi.ClientRegion;
import dev.fairlead.spi.Presence;
import dev.fairlead.spi.Presence.Absent;
import dev.fairlead.spi.Presence.Present;
import dev.fairlead.spi.Presence.Unknown;
import dev.fairlead.spi.Trace;
import dev.fairlead.spi.Trace.Noted;

import java.util.List;
import java.util.OptionalLong;

/** What was found out about a file until the deadline. */
record Found(Availability source, Presence copy) {

    /** Whether the copy isn't there, or is of another length, or nobody can say. */
    boolean isNews(Available file) {
        return !(copy instanceof Present(OptionalLong kept))
                || (file.lengthBytes().isPresent()
                        && kept.isPresent()
                        && !file.lengthBytes().equals(kept));
    }

    Trace trace(String reason) {
        return new Trace(
                reason,
                ClientRegion.UNKNOWN,
                List.of(new Noted("source: " + told()), new Noted("copy: " + kept())));
    }

    private String told() {
        return switch (source) {
            case Available(int status, _, boolean suspicious) ->
                    status + (suspicious ? ", suspicious" : "");
            case Unavailable(String status) -> status;
        };
    }

    private String kept() {
        return switch (copy) {
            case Present _ -> "present";
            case Absent _ -> "absent";
            case Unknown(var doubt) -> doubt.token();
        };
    }
}
