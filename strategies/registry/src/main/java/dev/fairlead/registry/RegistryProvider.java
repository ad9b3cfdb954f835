package dev.fairlead.registry;

import dev.fairlead.spi.RouteStrategy;
import dev.fairlead.spi.RouteStrategyProvider;
import dev.fairlead.spi.StrategyContext;

import java.util.List;
import java.util.Map;

/** Makes the strategy {@code registry}. */
public final class RegistryProvider implements RouteStrategyProvider {

    @Override
    public String type() {
        return "registry";
    }

    @Override
    public RouteStrategy create(StrategyContext context) {
        RegistrySettings settings = RegistrySettings.read(context.settings());
        BlobRedirect blobs = BlobRedirect.create(settings, context);
        Layout layout =
                switch (settings.layout()) {
                    case DISTRIBUTION_STORAGE -> new StorageLayout(blobs);
                    case OCI -> new OciLayout(blobs);
                };
        return new RegistryStrategy(layout, settings.limits().probeDeadline());
    }

    @Override
    public Map<String, Object> example() {
        return Map.of("copies", List.of(Map.of("bucket", "example-bucket", "region", "us-east-1")));
    }
}
