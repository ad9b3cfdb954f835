package dev.fairlead.rpm.source;

import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Upstream;
import dev.fairlead.spi.Upstream.Call;
import dev.fairlead.spi.Upstream.Reply;

import java.net.URI;
import java.util.Map;

/**
 * Where a file may be had. No field of the client's gets there.
 *
 * @param target the file's below the upstream's base
 */
public record Place(URI url, Upstream upstream, String target) {

    public Reply head(Map<String, String> fields, Deadline deadline) {
        return upstream.head(new Call(target, fields, deadline));
    }

    public Reply get(Map<String, String> fields, Deadline deadline) {
        return upstream.get(new Call(target, fields, deadline));
    }
}
