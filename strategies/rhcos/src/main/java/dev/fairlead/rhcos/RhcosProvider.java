package dev.fairlead.rhcos;

import dev.fairlead.rhcos.area.AreasReader;
import dev.fairlead.rhcos.stream.StreamDocuments;
import dev.fairlead.spi.RouteStrategy;
import dev.fairlead.spi.RouteStrategyProvider;
import dev.fairlead.spi.StrategyContext;

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
}
