package dev.fairlead.app.host;

import dev.fairlead.app.access.AccessSettings;
import dev.fairlead.app.access.Gate;
import dev.fairlead.app.access.SigningKey;
import dev.fairlead.app.access.UrlSigner;
import dev.fairlead.app.config.HostSettings;
import dev.fairlead.app.config.MountSettings;
import dev.fairlead.app.config.MountSettings.PassThroughTo;
import dev.fairlead.spi.Metrics;
import dev.fairlead.spi.Ports;
import dev.fairlead.spi.RegionResolver;
import dev.fairlead.spi.RouteStrategy;
import dev.fairlead.spi.RouteStrategyProvider;
import dev.fairlead.spi.Secrets;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Makes the mounts' strategies. */
record Mounts(
        Strategies strategies,
        RegionResolver regions,
        Ports ports,
        BackgroundWork work,
        Secrets secrets,
        Metrics metrics,
        InstantSource clock) {

    List<Mount> create(HostSettings settings) {
        return settings.mounts().stream().map(mount -> create(mount, settings)).toList();
    }

    Mount create(MountSettings mount, HostSettings settings) {
        Optional<Gate> gate =
                mount.access() instanceof AccessSettings.Signed signed
                        ? Optional.of(new Gate(signed, clock))
                        : Optional.empty();
        Optional<UrlSigner> signer =
                mount.source()
                        .flatMap(PassThroughTo::sign)
                        .map(sign -> new UrlSigner(SigningKey.load(sign.key()), sign.hash()));
        return new Mount(mount, strategy(mount, settings), gate, signer);
    }

    /** A strategy may offer work before it is quite made; who does it waits until it is. */
    private RouteStrategy strategy(MountSettings mount, HostSettings settings) {
        RouteStrategyProvider provider = strategies.of(mount);
        check(mount, provider);
        CompletableFuture<RouteStrategy> made = new CompletableFuture<>();
        RouteStrategy strategy =
                provider.create(
                        new MountContext(
                                mount.name(),
                                mount.settings(),
                                mount.source().map(to -> URI.create(to.to())),
                                ports,
                                secrets,
                                regions,
                                work.of(mount.name(), text -> made.join().perform(text)),
                                settings.prices(),
                                metrics,
                                clock));
        made.complete(strategy);
        return strategy;
    }

    private static void check(MountSettings mount, RouteStrategyProvider provider) {
        if (provider.hasSourceOfTruth() && mount.source().isEmpty()) {
            throw mount.mount()
                    .error(
                            "pass-through.to",
                            "is missing; give the URL of the source of truth, where clients in"
                                    + " doubt are passed through to");
        }
        if (!provider.hasSourceOfTruth() && mount.source().isPresent()) {
            throw mount.mount()
                    .error(
                            "pass-through",
                            "take it away: what strategy '"
                                    + provider.type()
                                    + "' serves is made here, and nobody else has it");
        }
    }
}
