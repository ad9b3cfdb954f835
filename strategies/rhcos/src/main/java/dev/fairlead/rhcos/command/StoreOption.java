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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens what {@code --to} names. */
record StoreOption(Ports ports, String region) {
    private static final Pattern S3 = Pattern.compile("s3://([^/]+)/?(.*)");

    MirrorStore open(String to) throws CommandException {
        Matcher s3 = S3.matcher(to);
        if (s3.matches()) {
            return new BucketMirror(bucket(s3.group(1)), s3.group(2), ports.threads());
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
