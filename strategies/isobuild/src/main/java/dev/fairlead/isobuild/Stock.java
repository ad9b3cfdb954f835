package dev.fairlead.isobuild;

import dev.fairlead.isobuild.store.ImageState;
import dev.fairlead.isobuild.store.ImageStore;
import dev.fairlead.isobuild.store.ImageType;
import dev.fairlead.isobuild.store.StoreSettings;
import dev.fairlead.isobuild.store.StoredImage;
import dev.fairlead.spi.StrategyContext;

import java.util.List;
import java.util.Optional;

/** The base images of the image store. */
record Stock(ImageStore store, boolean areLoadedAtStart) implements Images {

    static Stock open(StrategyContext context) {
        StoreSettings settings = StoreSettings.read(context.settings());
        return new Stock(
                ImageStore.open(settings, context, new Derivatives()), !settings.onDemand());
    }

    @Override
    public Optional<ImageState> find(String version, String arch, ImageType type) {
        return store.find(version, arch, type).map(StoredImage::state);
    }

    @Override
    public List<Listed> all() {
        return store.all().stream().map(image -> new Listed(image.entry(), image.state())).toList();
    }

    @Override
    public void close() {
        store.close();
    }
}
