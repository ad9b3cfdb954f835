package dev.fairlead.isobuild.store;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A base image as the configuration has it.
 *
 * @param openshiftVersion the highest one that uses it
 * @param version of the operating system
 * @param sha256 what its file must hold, in lower-case hex
 */
public record ImageEntry(
        String openshiftVersion,
        String version,
        String arch,
        URI url,
        ImageType type,
        Optional<String> sha256) {

    /** Since when discovery configures networks by nmstate in the live system. */
    private static final OpenshiftVersion NMSTATE =
            OpenshiftVersion.parse("4.18.0-ec.0").orElseThrow();

    /** What a type's file of this image is called, as the original service does. */
    String fileName(ImageType wanted) {
        return "rhcos-" + wanted.token() + '-' + version + '-' + arch + ".iso";
    }

    String fileName() {
        return fileName(type);
    }

    String nmstateName() {
        return "nmstatectl-" + version + '-' + arch;
    }

    /** Its own file first, and then those that are derived of it. */
    List<String> fileNames() {
        return type == ImageType.FULL
                ? List.of(fileName(), fileName(ImageType.MINIMAL), nmstateName())
                : List.of(fileName());
    }

    boolean takesNmstate() {
        return type == ImageType.FULL
                && OpenshiftVersion.parse(openshiftVersion)
                        .filter(own -> own.isAtLeast(NMSTATE))
                        .isPresent();
    }

    /** Whether both are one image, for which one file is enough. */
    boolean isSameImage(ImageEntry other) {
        return version.equals(other.version) && arch.equals(other.arch) && type == other.type;
    }
}
