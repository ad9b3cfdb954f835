package dev.fairlead.rpm.upload;

import dev.fairlead.rpm.file.RefusedFileException;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Upstream.Reply.Answered;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

import javax.xml.stream.XMLStreamException;

/**
 * The metadata of the repository that a package is in: the nearest {@code repodata/repomd.xml}
 * above it.
 */
record Repodata(Origin origin) {
    private static final int MAX_LEVELS = 8;

    /**
     * What is said of a package.
     *
     * @throws RefusedFileException when it is in no repository, or not in its metadata
     */
    Listing find(String target, Deadline deadline) throws IOException {
        String folder = parent(target);
        for (int level = 0; level < MAX_LEVELS; level++) {
            Optional<String> primary = primary(folder, deadline);
            if (primary.isPresent()) {
                String file = target.substring(folder.length() + 1);
                return listing(folder + "/" + primary.get(), file, deadline);
            }
            if (folder.isEmpty()) {
                break;
            }
            folder = parent(folder);
        }
        throw new RefusedFileException("no repodata/repomd.xml lies above it");
    }

    /** The paths, as they stand there, of all packages of the repository that is the source. */
    Set<String> locations(Deadline deadline) throws IOException {
        String primary =
                primary("", deadline)
                        .orElseThrow(() -> new IOException("no repodata/repomd.xml is there"));
        try (Answered answer = origin.get("/" + primary, deadline);
                InputStream xml = Compression.of(primary).open(answer.body())) {
            return PackageLocations.read(xml, deadline);
        }
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    /** Where a folder's metadata is; empty: it has none. */
    private Optional<String> primary(String folder, Deadline deadline) throws IOException {
        try (Answered repomd = origin.get(folder + "/repodata/repomd.xml", deadline)) {
            Optional<String> href = XmlElements.search(repomd.body(), Repodata::primaryIn);
            if (href.flatMap(RepositoryPath::decode).isEmpty()) {
                throw new IOException("repomd.xml names no primary metadata");
            }
            return href;
        } catch (SourceException e) {
            if (e.status() == 404 || e.status() == 403) { // as S3 says it
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Optional<String> primaryIn(XmlElements repomd) throws XMLStreamException {
        boolean primary = false;
        for (var name = repomd.next(); name.isPresent(); name = repomd.next()) {
            if (name.get().equals("data")) {
                primary = repomd.attribute("type").equals("primary");
            } else if (primary && name.get().equals("location")) {
                return Optional.of(repomd.attribute("href"));
            }
        }
        return Optional.empty();
    }

    private Listing listing(String primary, String file, Deadline deadline) throws IOException {
        String path = RepositoryPath.decode(file).orElse(file);
        try (Answered answer = origin.get(primary, deadline);
                InputStream xml = Compression.of(primary).open(answer.body())) {
            return PrimaryXml.find(xml, path, deadline)
                    .orElseThrow(() ->
                            new RefusedFileException("the repository's metadata doesn't name it"));
        }
    }
}
