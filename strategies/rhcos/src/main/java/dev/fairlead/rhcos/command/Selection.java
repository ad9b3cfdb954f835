package dev.fairlead.rhcos.command;

import dev.fairlead.rhcos.stream.Artifact;

import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;

/** Which artifacts of a document are meant; without options all of them. */
final class Selection {
    @Option(names = "--arch", split = ",", description = "Only these architectures.")
    private List<String> architectures = new ArrayList<>();

    @Option(names = "--platform", split = ",", description = "Only these platforms.")
    private List<String> platforms = new ArrayList<>();

    @Option(names = "--format", split = ",", description = "Only these formats.")
    private List<String> formats = new ArrayList<>();

    @Option(names = "--kind", split = ",", description = "Only disk, kernel, initramfs, rootfs.")
    private List<String> kinds = new ArrayList<>();

    boolean takes(Artifact artifact) {
        return in(architectures, artifact.place().architecture())
                && in(platforms, artifact.place().platform())
                && in(formats, artifact.place().format())
                && in(kinds, artifact.place().kind());
    }

    private static boolean in(List<String> wanted, String name) {
        return wanted.isEmpty() || wanted.contains(name);
    }
}
