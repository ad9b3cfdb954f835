package dev.fairlead.ranges;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes compact tables: range files and compact tables in, one compact table out. */
public final class RangeGenerator {

    private final RangeFileReader reader;

    public RangeGenerator(RangeFileReader reader) {
        this.reader = reader;
    }

    /**
     * Reads files of any kind into one table; files of the same cloud are merged.
     *
     * @throws RangeFileException if one of them cannot be read or used; the message names it
     */
    public RangeTable table(List<Path> inputs) {
        return RangeTable.of(inputs.stream().flatMap(in -> reader.read(in).stream()).toList());
    }

    /**
     * Writes the compact table of the inputs and returns what it holds.
     *
     * @throws RangeFileException if an input cannot be used or the output cannot be written
     */
    public RangeTable generate(List<Path> inputs, Path output) {
        RangeTable table = table(inputs);
        try {
            Files.write(output, CompactWriter.bytes(table.files()));
        } catch (IOException e) {
            throw new RangeFileException(output + ": cannot be written (" + e + ")", e);
        }
        return table;
    }
}
