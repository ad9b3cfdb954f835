package dev.fairlead.isobuild.standalone;

import dev.fairlead.isobuild.image.Customisation;

/**
 * An image that somebody posts.
 *
 * @param version of the operating system, or of OpenShift
 */
public record Order(String version, String arch, Customisation customisation) {

    /** What of it stays in memory. */
    long weight() {
        long weight = customisation.ignition().map(bytes -> bytes.length).orElse(0);
        weight += customisation.ramdisk().map(bytes -> bytes.length).orElse(0);
        for (byte[] keyfile : customisation.keyfiles().values()) {
            weight += keyfile.length;
        }
        return weight;
    }

    /** Some of it is secret. */
    @Override
    public String toString() {
        return version + " for " + arch;
    }
}
