package dev.fairlead.rhcos.command;

import dev.fairlead.rhcos.mirror.BucketMirror;
import dev.fairlead.rhcos.mirror.DirectoryStore;
import dev.fairlead.rhcos.mirror.MirrorStore;
import dev.fairlead.spi.BucketObjects;
import dev.fairlead.spi.ObjectStores;
import dev.fairlead.spi.Ports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Opens what {@code --to} names. */
record StoreOption(Ports ports, String region) {
    MirrorStore open(String to) throws CommandException {
        if (to.startsWith("s3:")) {
            StoreLocation location = StoreLocation.parse(to);
            return new BucketMirror(bucket(location.bucket()), location.prefix(), ports.threads());
        }
        try {
            return DirectoryStore.open(Files.createDirectories(Path.of(to)), ports.threads());
        } catch (IOException e) {
            throw new CommandException(1, "--to '" + to + "': " + e.getMessage());
        }
    }

    BucketObjects bucket(String name) {
        return ports.objectStores()
                .open(new ObjectStores.Bucket(name, region, Optional.empty()))
                .objects();
    }
}
