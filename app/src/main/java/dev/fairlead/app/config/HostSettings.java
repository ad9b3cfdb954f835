package dev.fairlead.app.config;

import dev.fairlead.app.client.ClientAddressSettings;
import dev.fairlead.app.upstream.UpstreamSettings;
import dev.fairlead.spi.Prices;
import dev.fairlead.spi.Settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Everything but what strategies read themselves.
 *
 * @param objectStore the section that {@code app.aws} reads
 * @param all the whole tree, to find what nobody read
 */
public record HostSettings(
        ServerSettings server,
        ClientAddressSettings clientAddress,
        RangesSettings ranges,
        Prices prices,
        Settings objectStore,
        LambdaSettings lambda,
        EdgeSettings edge,
        BackgroundSettings background,
        UpstreamSettings upstream,
        SecretSettings secrets,
        List<MountSettings> mounts,
        Settings all) {

    public static HostSettings read(Settings settings) {
        List<MountSettings> mounts = new ArrayList<>();
        for (Map.Entry<String, Settings> mount : settings.named("mounts").entrySet()) {
            mounts.add(MountSettings.read(mount.getKey(), mount.getValue()));
        }
        if (mounts.isEmpty()) {
            throw settings.error("mounts", "names no mount; give at least one");
        }
        return new HostSettings(
                ServerSettings.read(settings.section("server")),
                ClientAddressSettings.read(settings.section("client-address")),
                RangesSettings.read(settings.section("ranges")),
                PriceSettings.read(settings.section("prices")),
                settings.section("object-store"),
                LambdaSettings.read(settings.section("lambda")),
                EdgeSettings.read(settings.section("edge"), mounts),
                BackgroundSettings.read(settings.section("background")),
                UpstreamSettings.read(settings.section("upstream")),
                SecretSettings.read(settings.section("secrets")),
                List.copyOf(mounts),
                settings);
    }

    public HostSettings withServer(ServerSettings other) {
        return new HostSettings(
                other,
                clientAddress,
                ranges,
                prices,
                objectStore,
                lambda,
                edge,
                background,
                upstream,
                secrets,
                mounts,
                all);
    }

    /** The same, with its files found beside the configuration file that names them. */
    public HostSettings relativeTo(Path configuration) {
        return new HostSettings(
                server.relativeTo(configuration),
                clientAddress,
                ranges.relativeTo(configuration),
                prices,
                objectStore,
                lambda,
                edge,
                background,
                upstream,
                secrets.relativeTo(configuration),
                mounts.stream().map(mount -> mount.relativeTo(configuration)).toList(),
                all);
    }
}
