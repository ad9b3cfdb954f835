package dev.fairlead.isobuild;

import dev.fairlead.isobuild.store.ImageState;
import dev.fairlead.isobuild.store.ImageStore;
import dev.fairlead.isobuild.store.ImageType;
import dev.fairlead.isobuild.store.StoreSettings;
import dev.fairlead.isobuild.store.StoredImage;
import dev.fairlead.spi.StrategyContext;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The base images of the image store, which is opened when the strategy starts. */
final class Stock implements Images {
    private final StoreSettings settings;
    private final StrategyContext context;
    private final AtomicReference<Optional<ImageStore>> store =
            new AtomicReference<>(Optional.empty());

    Stock(StoreSettings settings, StrategyContext context) {
        this.settings = settings;
        this.context = context;
    }

    @Override
    public void start() {
        store.set(Optional.of(ImageStore.open(settings, context, new Derivatives())));
    }

    @Override
    public boolean areLoadedAtStart() {
        return !settings.onDemand();
    }

    @Override
    public Optional<ImageState> find(String version, String arch, ImageType type) {
        return store.get().flatMap(open -> open.find(version, arch, type)).map(StoredImage::state);
    }

    @Override
    public List<Listed> all() {
        return store.get().stream()
                .flatMap(open -> open.all().stream())
                .map(image -> new Listed(image.entry(), image.state()))
                .toList();
    }

    @Override
    public void close() {
        store.get().ifPresent(ImageStore::close);
    }
}
