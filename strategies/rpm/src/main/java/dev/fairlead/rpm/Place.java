package dev.fairlead.rpm;

import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Upstream;
import dev.fairlead.spi.Upstream.Call;
import dev.fairlead.spi.Upstream.Reply;

import java.net.URI;
import java.util.Map;

/** Where a file may be had. No field of the client's gets there. */
record Place(URI url, Upstream upstream, String target) {

    Reply head(Deadline deadline) {
        return upstream.head(new Call(target, Map.of(), deadline));
    }

    Reply firstByte(Deadline deadline) {
        return upstream.get(new Call(target, Map.of("Range", "bytes=0-0"), deadline));
    }
}
