package dev.fairlead.isobuild;

import dev.fairlead.isobuild.store.ImageEntry;
import dev.fairlead.isobuild.store.ImageState;
import dev.fairlead.isobuild.store.ImageType;

import java.util.List;
import java.util.Optional;

/** The base images, as far as requests want to know of them. */
interface Images extends AutoCloseable {

    /** Begins to load them. */
    void start();

    /** How far the image is; empty: there is none. */
    Optional<ImageState> find(String version, String arch, ImageType type);

    List<Listed> all();

    /** Whether they are loaded before somebody asks for them. */
    boolean areLoadedAtStart();

    @Override
    void close();

    record Listed(ImageEntry entry, ImageState state) {}
}
