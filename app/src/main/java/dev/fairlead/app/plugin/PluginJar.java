package dev.fairlead.app.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;

/**
 * A jar as it can be judged before any of its code runs.
 *
 * @param version {@code Implementation-Version} of its manifest
 */
record PluginJar(Path file, Optional<String> version) {
    private static final List<String> SERVICES =
            List.of(
                    "META-INF/services/dev.fairlead.spi.RouteStrategyProvider",
                    "META-INF/services/dev.fairlead.spi.CommandProvider");

    static PluginJar examine(Path file) throws PluginException {
        try (JarFile jar = new JarFile(file.toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                requireSound(jar, entry);
            }
            if (SERVICES.stream().allMatch(service -> jar.getEntry(service) == null)) {
                throw new PluginException(
                        "provides nothing: it has no " + String.join(" and no ", SERVICES));
            }
            return new PluginJar(file, version(Optional.ofNullable(jar.getManifest())));
        } catch (ZipException e) {
            throw new PluginException("is not a jar, or only a part of one: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new PluginException("can't be read: " + e.getMessage(), e);
        }
    }

    /** Classes are read one by one when they are needed; what is damaged would show much later. */
    private static void requireSound(JarFile jar, JarEntry entry) throws PluginException {
        String name = entry.getName();
        if (name.endsWith(".class") && SpiLoader.owns(withoutRelease(name))) {
            throw new PluginException(
                    "has a copy of the SPI in it ("
                            + name
                            + "); take it out: fairlead-spi belongs to scope 'provided'");
        }
        CRC32 sum = new CRC32();
        try (InputStream content = jar.getInputStream(entry)) {
            new CheckedInputStream(content, sum).transferTo(OutputStream.nullOutputStream());
        } catch (SecurityException e) {
            throw new PluginException(
                    "is signed, and was changed after that: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new PluginException("is damaged at " + name + ": " + e.getMessage(), e);
        }
        if (entry.getCrc() != -1 && entry.getCrc() != sum.getValue()) {
            throw new PluginException("is damaged at " + name + ": its checksum is another");
        }
    }

    private static String withoutRelease(String entry) {
        return entry.replaceFirst("^META-INF/versions/\\d+/", "");
    }

    private static Optional<String> version(Optional<Manifest> manifest) throws PluginException {
        Attributes main = manifest.map(Manifest::getMainAttributes).orElseGet(Attributes::new);
        String compiledAgainst = main.getValue(SpiVersion.ATTRIBUTE);
        if (compiledAgainst != null
                && !SpiVersion.parse(compiledAgainst).runsOn(SpiVersion.CURRENT)) {
            throw new PluginException(
                    "was made for version "
                            + compiledAgainst
                            + " of the SPI, and this is "
                            + SpiVersion.CURRENT
                            + "; take a version of it that was made for this one");
        }
        return Optional.ofNullable(main.getValue(Attributes.Name.IMPLEMENTATION_VERSION));
    }
}
