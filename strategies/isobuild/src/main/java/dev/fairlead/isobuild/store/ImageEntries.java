package dev.fairlead.isobuild.store;

import dev.fairlead.spi.Settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The list of images, in the configuration's order.
 *
 * @see <a href="https://github.com/openshift/assisted-image-service#configuration">OS_IMAGES</a>
 */
record ImageEntries(List<ImageEntry> all) {

    static ImageEntries read(Settings settings) {
        List<ImageEntry> all = settings.list("images").stream().map(ImageEntries::entry).toList();
        if (all.isEmpty()) {
            throw settings.error("images", "is missing or empty; list at least one image");
        }
        return new ImageEntries(all);
    }

    private static ImageEntry entry(Settings entry) {
        String openshiftVersion = entry.string("openshift_version");
        if (OpenshiftVersion.parse(openshiftVersion).isEmpty()) {
            throw entry.error(
                    "openshift_version", "'" + openshiftVersion + "' is not a version like 4.18.0");
        }
        return new ImageEntry(
                openshiftVersion,
                named(entry, "version", "[A-Za-z0-9][A-Za-z0-9._+~-]{0,127}"),
                named(entry, "cpu_architecture", "[A-Za-z0-9_]{1,32}"),
                url(entry),
                type(entry),
                sha256(entry));
    }

    /** It becomes a part of file names. */
    private static String named(Settings entry, String key, String syntax) {
        String text = entry.string(key);
        if (!text.matches(syntax)) {
            throw entry.error(key, "'" + text + "' is not a name of letters and digits");
        }
        return text;
    }

    /** With a query, and not quoted in messages: it may hold a token. */
    private static URI url(Settings entry) {
        try {
            URI url = URI.create(entry.string("url"));
            if (Stream.of("http", "https").anyMatch(s -> s.equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null
                    && url.getRawPath().length() > 1) {
                return url;
            }
        } catch (IllegalArgumentException _) { // its message would quote the URL
            throw notUrl(entry);
        }
        throw notUrl(entry);
    }

    private static RuntimeException notUrl(Settings entry) {
        return entry.error("url", "is not a URL such as https://mirror.example/rhcos.iso");
    }

    private static ImageType type(Settings entry) {
        String token = entry.oneOf("type", ImageType.FETCHED, ImageType.FULL.token());
        return ImageType.of(token).orElseThrow();
    }

    private static Optional<String> sha256(Settings entry) {
        Optional<String> sha256 = entry.optionalString("sha256");
        if (sha256.filter(hex -> !hex.matches("[0-9A-Fa-f]{64}")).isPresent()) {
            throw entry.error("sha256", "is not 64 hexadecimal digits");
        }
        return sha256.map(hex -> hex.toLowerCase(Locale.ROOT));
    }

    /** One for each image: of several the one of the highest OpenShift version. */
    List<ImageEntry> images() {
        List<ImageEntry> images = new ArrayList<>();
        for (ImageEntry entry : all) {
            ImageEntry highest =
                    all.stream()
                            .filter(entry::isSameImage)
                            .max(Comparator.comparing(ImageEntries::order))
                            .orElseThrow();
            if (images.stream().noneMatch(entry::isSameImage)) {
                images.add(highest);
            }
        }
        return List.copyOf(images);
    }

    private static OpenshiftVersion order(ImageEntry entry) {
        return OpenshiftVersion.parse(entry.openshiftVersion()).orElseThrow();
    }

    /** By the version of the operating system, else by OpenShift's; the first one of that type. */
    Optional<ImageEntry> find(String version, String arch, ImageType type) {
        List<ImageEntry> fitting =
                all.stream()
                        .filter(entry -> entry.arch().equals(arch))
                        .filter(entry -> entry.type() == type.fetched())
                        .toList();
        return fitting.stream()
                .filter(entry -> entry.version().equals(version))
                .findFirst()
                .or(() ->
                        fitting.stream()
                                .filter(entry -> entry.openshiftVersion().equals(version))
                                .findFirst());
    }
}
