package dev.fairlead.isobuild.iso;

import java.util.List;
import java.util.Locale;

/**
 * A file or directory.
 *
 * @param path its name in Rock Ridge or Joliet where there is one, without a leading slash
 * @param isoPath its name in ISO 9660 alone, without a version
 * @param extents in order; a file of 4 GiB or more has several
 */
public record IsoEntry(String path, String isoPath, boolean directory, List<Extent> extents) {

    public IsoEntry {
        extents = List.copyOf(extents);
    }

    public long size() {
        return extents.stream().mapToLong(Extent::length).sum();
    }

    /**
     * Where a part of the file is in the image.
     *
     * @throws InvalidImageException when it isn't within the file, or not in one piece
     */
    public long position(long offset, long count) throws InvalidImageException {
        if (offset < 0 || count < 0 || offset > size() - count) {
            throw new InvalidImageException(
                    String.format(
                            Locale.ROOT,
                            "%d bytes from %d on are not within %s, which has %d",
                            count,
                            offset,
                            path,
                            size()));
        }
        if (!contiguous()) {
            throw new InvalidImageException(path + " is not in one piece");
        }
        return extents.getFirst().offset() + offset;
    }

    private boolean contiguous() {
        for (int i = 1; i < extents.size(); i++) {
            if (extents.get(i).offset() != extents.get(i - 1).end()) {
                return false;
            }
        }
        return true;
    }
}
