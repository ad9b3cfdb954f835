package dev.fairlead.rpm.upload;

import dev.fairlead.spi.Deadline;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import javax.xml.stream.XMLStreamException;

/**
 * One package in {@code primary.xml}, which may have hundreds of MiB.
 *
 * @see <a href="https://github.com/rpm-software-management/createrepo_c">createrepo_c</a>
 */
final class PrimaryXml {
    private final String wanted;
    private final Deadline deadline;
    private long length = -1;
    private String sha256 = "";

    private PrimaryXml(String wanted, Deadline deadline) {
        this.wanted = wanted;
        this.deadline = deadline;
    }

    /** What is said of the package at this path below the repository, not percent-encoded. */
    static Optional<Listing> find(InputStream xml, String path, Deadline deadline)
            throws IOException {
        return XmlElements.search(xml, new PrimaryXml(path, deadline)::find);
    }

    private Optional<Listing> find(XmlElements xml) throws XMLStreamException, IOException {
        for (var name = xml.next(); name.isPresent(); name = xml.next()) {
            switch (name.get()) {
                case "package" -> begin();
                case "checksum" -> sha256 = checksum(xml);
                case "size" -> length = number(xml.attribute("package"));
                case "location" -> {
                    if (isWanted(xml.attribute("href"))) {
                        return Optional.of(new Listing(length, sha256));
                    }
                }
                default -> {} // what else is known of a package
            }
        }
        return Optional.empty();
    }

    private void begin() throws IOException {
        length = -1;
        sha256 = "";
        if (deadline.isOver()) {
            throw new IOException("the repository's metadata did not come within the time limit");
        }
    }

    /** Some tools encode it and some don't. */
    private boolean isWanted(String href) {
        return href.equals(wanted)
                || RepositoryPath.decode(href).filter(wanted::equals).isPresent();
    }

    private static String checksum(XmlElements xml) throws XMLStreamException {
        return xml.attribute("type").equals("sha256") ? xml.text() : "of another kind";
    }

    private static long number(String text) throws IOException {
        if (!text.matches("\\d{1,18}")) {
            throw new IOException("the repository's metadata has a size of '" + text + "'");
        }
        return Long.parseLong(text);
    }
}
