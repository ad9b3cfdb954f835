package dev.fairlead.rpm.gc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Packages that a build has pinned.
 *
 * @see <a href="https://github.com/konflux-ci/rpm-lockfile-prototype">rpm-lockfile-prototype</a>
 */
record LockFile(Path file) {
    private static final String NAME = "rpms.lock.yaml";
    private static final int MAX_CODE_POINTS = 256 << 20;

    /** The file itself, or all lock files below a folder. */
    static List<LockFile> find(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(new LockFile(path));
        }
        try (Stream<Path> files = Files.walk(path)) {
            List<LockFile> found =
                    files.filter(file -> file.endsWith(NAME)).map(LockFile::new).toList();
            if (found.isEmpty()) {
                throw new IOException("'" + path + "' has no " + NAME + " in it");
            }
            return found;
        }
    }

    /** The URLs of binary and source packages, of all architectures. */
    Set<String> urls() throws IOException {
        try {
            JsonNode root = new ObjectMapper().valueToTree(yaml().load(Files.readString(file)));
            if (root.path("lockfileVersion").asInt() != 1 || !root.path("arches").isArray()) {
                throw new IOException("'" + file + "' is no lock file of lockfileVersion 1");
            }
            return urls(root);
        } catch (YAMLException | IllegalArgumentException e) {
            throw new IOException("'" + file + "' is no lock file: " + firstLine(e), e);
        }
    }

    private static Set<String> urls(JsonNode root) {
        Set<String> urls = new HashSet<>();
        for (JsonNode arch : root.required("arches")) {
            for (String list : List.of("packages", "source")) {
                arch.path(list).forEach(item -> urls.add(item.required("url").asText()));
            }
        }
        return urls;
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(MAX_CODE_POINTS);
        return new Yaml(new SafeConstructor(options));
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("?");
    }
}
