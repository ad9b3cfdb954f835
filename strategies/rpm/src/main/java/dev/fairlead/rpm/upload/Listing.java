package dev.fairlead.rpm.upload;

import dev.fairlead.rpm.file.RefusedFileException;

/** What a repository's metadata says of a package. */
record Listing(long length, String sha256) {

    void require(long actualLength, String actualSha256) throws RefusedFileException {
        if (actualLength != length || !actualSha256.equals(sha256)) {
            throw new RefusedFileException(
                    "the repository's metadata names another file of this name: "
                            + length
                            + " bytes, sha256 "
                            + sha256);
        }
    }
}
