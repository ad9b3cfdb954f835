package dev.fairlead.rhcos;

import dev.fairlead.rhcos.area.AreasReader;
import dev.fairlead.rhcos.stream.StreamDocuments;
import dev.fairlead.spi.RouteStrategy;
import dev.fairlead.spi.RouteStrategyProvider;
import dev.fairlead.spi.StrategyContext;

import java.util.List;
import java.util.Map;

/** Makes the strategy {@code rhcos}. */
public final class RhcosProvider implements RouteStrategyProvider {

    @Override
    public String type() {
        return "rhcos";
    }

    @Override
    public RouteStrategy create(StrategyContext context) {
        RhcosSettings settings = RhcosSettings.read(context.settings());
        return new RhcosStrategy(
                settings,
                AreasReader.read(context),
                StreamDocuments.read(context),
                ObjectRedirect.create(context, settings.limits().presignExpiry()));
    }

    @Override
    public Map<String, Object> example() {
        return Map.of(
                "copies", List.of(Map.of("bucket", "example-bucket", "region", "us-east-1")),
                "rules", List.of(Map.of("from", "/a/", "to", "/")),
                "aliases", List.of(Map.of("from", "/b/", "to", "/c/")));
    }
}
