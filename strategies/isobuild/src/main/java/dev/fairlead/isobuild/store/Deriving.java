package dev.fairlead.isobuild.store;

import dev.fairlead.isobuild.image.LiveImage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes what is derived of a full ISO. */
public interface Deriving {

    /**
     * Writes the ISO without its root file system.
     *
     * @param out a file that isn't there yet
     * @param rootfsUrl where the live system is to get it
     * @param nmstate the archive that is to be loaded with it
     */
    void minimal(LiveImage full, Path out, String rootfsUrl, Optional<Path> nmstate)
            throws IOException;

    /**
     * Writes the archive with nmstatectl.
     *
     * @param out a file that isn't there yet
     */
    void nmstate(LiveImage full, Path out) throws IOException;
}
