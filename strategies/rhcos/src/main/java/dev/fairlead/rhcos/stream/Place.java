package dev.fairlead.rhcos.stream;

/**
 * Which of a document's artifacts it is.
 *
 * @param stream the name of the stream, or of the legacy document's build
 * @param kind disk, kernel, initramfs or rootfs
 */
public record Place(
        String stream, String architecture, String platform, String format, String kind) {
    @Override
    public String toString() {
        return stream + " " + architecture + "/" + platform + "/" + format + "/" + kind;
    }
}
