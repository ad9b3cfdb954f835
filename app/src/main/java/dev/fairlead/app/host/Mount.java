package dev.fairlead.app.host;

import dev.fairlead.app.access.Gate;
import dev.fairlead.app.access.UrlSigner;
import dev.fairlead.app.config.MountSettings;
import dev.fairlead.app.config.MountSettings.Match;
import dev.fairlead.app.config.MountSettings.PassThroughTo;
import dev.fairlead.ranges.Prefix;
import dev.fairlead.spi.RouteStrategy;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A configured strategy, and its emergency switch. */
public final class Mount {
    private final MountSettings settings;
    private final RouteStrategy strategy;
    private final Optional<Gate> gate;
    private final Optional<UrlSigner> signer;
    private final AtomicBoolean bypass;
    private final AtomicInteger running = new AtomicInteger();

    Mount(
            MountSettings settings,
            RouteStrategy strategy,
            Optional<Gate> gate,
            Optional<UrlSigner> signer) {
        this.settings = settings;
        this.strategy = strategy;
        this.gate = gate;
        this.signer = signer;
        this.bypass = new AtomicBoolean(settings.bypass());
    }

    public String name() {
        return settings.name();
    }

    public String strategyType() {
        return settings.strategy();
    }

    /**
     * The source of truth.
     *
     * @throws java.util.NoSuchElementException when it has none
     */
    public PassThroughTo passThrough() {
        return settings.passThrough();
    }

    /** Whether there is somebody to pass a client through to. */
    public boolean hasSourceOfTruth() {
        return settings.source().isPresent();
    }

    /** Whether clients that are passed through get the source's answer from here. */
    public boolean streams() {
        return settings.source().filter(to -> to.mode() == PassThroughTo.Mode.PROXY).isPresent();
    }

    /** Whether everything passes through, whatever the strategy would say. */
    public boolean isBypassed() {
        return bypass.get();
    }

    public void bypass(boolean on) {
        bypass.set(on);
    }

    /** Takes one more request in, unless as many run as may; who got in must {@link #leave}. */
    boolean admit() {
        if (running.incrementAndGet() <= settings.maxRunning()) {
            return true;
        }
        running.decrementAndGet();
        return false;
    }

    void leave() {
        running.decrementAndGet();
    }

    /** Does work that its strategy put off; what that throws is for whoever runs it. */
    public void perform(String work) {
        strategy.perform(work);
    }

    boolean alwaysPassesThrough(InetAddress client) {
        if (settings.source().isPresent()) {
            for (Prefix prefix : settings.source().get().clients()) {
                if (prefix.contains(client)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Who checks whether a client may have what is here; empty: everybody may. */
    Optional<Gate> gate() {
        return gate;
    }

    /** What signs for the source of truth; empty: queries go on as received. */
    Optional<UrlSigner> signer() {
        return signer;
    }

    /** Whether {@code Authorization} ends here. */
    public boolean takesCredentials() {
        return strategy.takesCredentials();
    }

    Match match() {
        return settings.match();
    }

    RouteStrategy strategy() {
        return strategy;
    }
}
