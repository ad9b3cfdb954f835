import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Puts many jars into one that isn't compressed: whoever looks for services opens every jar of a
 * class path. Run by stage.sh: {@code java OneJar.java TO JAR...}, the first of which gives the manifest.
 */
final class OneJar {
    private static final String SERVICES = "META-INF/services/";

    /** By name, so that the same jars always make the same file. */
    private final Map<String, byte[]> entries = new TreeMap<>();

    private final Manifest manifest = new Manifest();

    public static void main(String[] arguments) throws IOException {
        OneJar all = new OneJar();
        for (String jar : List.of(arguments).subList(1, arguments.length)) {
            all.add(Path.of(jar));
        }
        all.write(Path.of(arguments[0]));
    }

    private void add(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile(), false)) {
            Attributes attributes = manifest.getMainAttributes();
            if (attributes.isEmpty()) {
                attributes.putAll(jar.getManifest().getMainAttributes());
            }
            if (jar.isMultiRelease()) {
                attributes.put(Attributes.Name.MULTI_RELEASE, "true");
            }
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (isKept(entry)) {
                    try (InputStream content = jar.getInputStream(entry)) {
                        put(entry.getName(), content.readAllBytes(), path);
                    }
                }
            }
        }
    }

    private static boolean isKept(ZipEntry entry) {
        String name = entry.getName();
        // Folders too: Micronaut looks for its beans in META-INF/micronaut/ as a folder.
        return !name.equals(JarFile.MANIFEST_NAME)
                && !name.equals("META-INF/INDEX.LIST")
                && !name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)") // a signature is of its own jar
                && !name.endsWith("module-info.class");
    }

    /** Services add up; of what else has the same name, such as licences, each jar keeps its own. */
    private void put(String name, byte[] content, Path jar) {
        byte[] before = entries.putIfAbsent(name, content);
        if (before == null || Arrays.equals(before, content)) {
            return;
        }
        if (name.startsWith(SERVICES)) {
            entries.put(name, joined(before, content));
        } else if (name.startsWith("META-INF/")) {
            entries.put("META-INF/of/" + jar.getFileName() + name.substring("META-INF".length()), content);
        } else {
            throw new IllegalStateException(jar + " has another " + name + " than a jar before it");
        }
    }

    private static byte[] joined(byte[] one, byte[] other) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(one);
        all.write('\n');
        all.writeBytes(other);
        return all.toByteArray();
    }

    private void write(Path to) throws IOException {
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(to))) {
            jar.setMethod(ZipOutputStream.STORED);
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            manifest.write(text);
            write(jar, JarFile.MANIFEST_NAME, text.toByteArray());
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                write(jar, entry.getKey(), entry.getValue());
            }
        }
    }

    private static void write(ZipOutputStream jar, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(315_532_800_000L); // the first that a zip can tell
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        jar.putNextEntry(entry);
        jar.write(content);
    }
}
