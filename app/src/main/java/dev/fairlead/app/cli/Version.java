package dev.fairlead.app.cli;

import dev.fairlead.ranges.RangeTable;

import picocli.CommandLine.IVersionProvider;

import java.util.Optional;

/** The version of the program and the date of the ranges it carries. */
final class Version implements IVersionProvider {
    static String ofProgram() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }

    @Override
    public String[] getVersion() {
        String ranges =
                RangeTable.embedded().oldestCreated().map(Object::toString).orElse("unknown");
        return new String[] {"fairlead " + ofProgram(), "embedded ranges of " + ranges};
    }
}
