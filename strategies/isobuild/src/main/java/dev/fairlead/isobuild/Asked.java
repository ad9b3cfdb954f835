package dev.fairlead.isobuild;

import dev.fairlead.isobuild.assisted.Credentials;
import dev.fairlead.isobuild.assisted.ImageId;
import dev.fairlead.isobuild.store.ImageType;
import dev.fairlead.spi.RouteDecision.Reason;

/** What a request asks for. */
sealed interface Asked {

    /**
     * A base image.
     *
     * @param version of the operating system, or of OpenShift
     */
    record Base(String version, String arch, ImageType type) {
        @Override
        public String toString() {
            return type.token() + " of version '" + version + "' for '" + arch + "'";
        }
    }

    record Iso(ImageId id, Base base, Credentials credentials) implements Asked {}

    record Initrd(ImageId id, Base base, Credentials credentials) implements Asked {}

    record AddrSize(ImageId id, Base base, Credentials credentials) implements Asked {}

    /** A file out of a base image, for everybody. */
    record Artifact(String name, Base base) implements Asked {}

    record Health() implements Asked {}

    record Live() implements Asked {}

    record Metrics() implements Asked {}

    record Refused(Reason reason, String detail) implements Asked {}
}
