package dev.fairlead.isobuild;

import dev.fairlead.isobuild.image.LiveImage;
import dev.fairlead.isobuild.minimal.MinimalIso;
import dev.fairlead.isobuild.rootfs.Nmstate;
import dev.fairlead.isobuild.store.Deriving;
import dev.fairlead.spi.Body;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What the image store makes of a full ISO. */
record Derivatives() implements Deriving {

    @Override
    public void minimal(LiveImage full, Path out, String rootfsUrl, Optional<Path> nmstate)
            throws IOException {
        MinimalIso.write(full.iso(), out, rootfsUrl, nmstate);
    }

    @Override
    public void nmstate(LiveImage full, Path out) throws IOException {
        Body rootfs =
                full.rootfs().orElseThrow(() -> new IOException(full.file() + " has no rootfs"));
        Nmstate.write(rootfs, out);
    }
}
