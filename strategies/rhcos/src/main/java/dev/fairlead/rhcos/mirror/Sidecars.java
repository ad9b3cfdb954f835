package dev.fairlead.rhcos.mirror;

import dev.fairlead.rhcos.stream.Artifact;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code sha256sum.txt} and {@code rhcos-id.txt} of every folder, as the mirror of OpenShift has
 * them.
 *
 * @see <a href="https://mirror.openshift.com/pub/openshift-v4/x86_64/dependencies/rhcos/">What
 *     clients read there</a>
 */
public final class Sidecars {
    /** Of "digest name": sorted as sha256sum's users look for them. */
    private static final Comparator<String> BY_NAME =
            Comparator.comparing(line -> line.substring(line.indexOf(' ')));

    private final Map<String, SortedSet<String>> sums = new TreeMap<>();
    private final Map<String, SortedSet<String>> releases = new TreeMap<>();

    /** Adds a file that is on the mirror. */
    public void add(Artifact artifact, String name) {
        String folder = name.substring(0, name.lastIndexOf('/') + 1);
        String sum = artifact.sha256().orElse("") + "  " + name.substring(folder.length());
        sums.computeIfAbsent(folder, _ -> new TreeSet<>(BY_NAME)).add(sum);
        artifact.release()
                .ifPresent(r -> releases.computeIfAbsent(folder, _ -> new TreeSet<>()).add(r));
    }

    public void write(MirrorStore store) throws IOException {
        for (var entry : sums.entrySet()) {
            store.put(entry.getKey() + "sha256sum.txt", lines(entry.getValue()));
        }
        for (var entry : releases.entrySet()) {
            store.put(entry.getKey() + "rhcos-id.txt", lines(entry.getValue()));
        }
    }

    private static byte[] lines(SortedSet<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
