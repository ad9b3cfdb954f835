package dev.fairlead.rpm.upload;

import dev.fairlead.rpm.source.Redirects;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Upstreams;

import java.io.IOException;
import java.net.URI;
import java.util.Set;

/**
 * A repository of packages, for who wants to know all that is in it.
 *
 * @param base the folder that {@code repodata} lies in
 */
public record Repository(URI base) {

    /**
     * The paths of its packages, percent-encoded or not.
     *
     * @throws IOException when there is any doubt that these are all
     */
    public Set<String> locations(Upstreams upstreams, Deadline deadline) throws IOException {
        return new Repodata(new Origin(Redirects.withinHost(base, upstreams))).locations(deadline);
    }
}
