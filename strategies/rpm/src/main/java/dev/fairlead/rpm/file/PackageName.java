package dev.fairlead.rpm.file;

/** What an RPM's file is called, after the header. */
final class PackageName {
    private PackageName() {}

    /** {@code name-version-release.arch.rpm}, as rpmbuild and all repositories have it. */
    static String of(Header header) throws RefusedFileException {
        return required(header, Tag.NAME, "name")
                + "-"
                + required(header, Tag.VERSION, "version")
                + "-"
                + required(header, Tag.RELEASE, "release")
                + "."
                + architecture(header)
                + ".rpm";
    }

    /** A package that was built from no other is a source package, for whatever architecture. */
    private static String architecture(Header header) throws RefusedFileException {
        if (header.has(Tag.SOURCE_RPM)) {
            return required(header, Tag.ARCH, "architecture");
        }
        return header.has(Tag.NO_SOURCE) || header.has(Tag.NO_PATCH) ? "nosrc" : "src";
    }

    private static String required(Header header, int tag, String what)
            throws RefusedFileException {
        return header.text(tag)
                .orElseThrow(() -> new RefusedFileException("its header has no " + what));
    }
}
