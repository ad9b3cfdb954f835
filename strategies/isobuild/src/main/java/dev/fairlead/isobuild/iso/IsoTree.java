package dev.fairlead.isobuild.iso;

import java.util.List;

/**
 * A tree of directories, flat.
 *
 * @param entries files and directories but the root
 * @param records all that directories hold, those for "." and ".." too
 */
record IsoTree(List<IsoEntry> entries, List<Extent> records) {
    IsoTree {
        entries = List.copyOf(entries);
        records = List.copyOf(records);
    }
}
