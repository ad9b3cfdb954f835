package dev.fairlead.app.cli;

import dev.fairlead.ranges.RangeTable;

import picocli.CommandLine.IVersionProvider;

import java.util.Optional;

/** The version of the program and the date of the ranges it carries. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version =
                Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                        .orElse("(not packaged)");
        String ranges =
                RangeTable.embedded().oldestCreated().map(Object::toString).orElse("unknown");
        return new String[] {"fairlead " + version, "embedded ranges of " + ranges};
    }
}
