package dev.fairlead.rpm.upload;

import dev.fairlead.spi.Deadline;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import javax.xml.stream.XMLStreamException;

/** Where {@code primary.xml} says that its packages are, each of them. */
final class PackageLocations {
    private PackageLocations() {}

    static Set<String> read(InputStream xml, Deadline deadline) throws IOException {
        return XmlElements.search(xml, elements -> all(elements, deadline)).orElseThrow();
    }

    private static Optional<Set<String>> all(XmlElements xml, Deadline deadline)
            throws XMLStreamException, IOException {
        Set<String> locations = new HashSet<>();
        String announced = "";
        int packages = 0;
        for (var name = xml.next(); name.isPresent(); name = xml.next()) {
            switch (name.get()) {
                case "metadata" -> announced = xml.attribute("packages");
                case "package" -> packages++;
                case "location" -> locations.add(xml.attribute("href"));
                default -> {} // what else is known of a package
            }
            if (deadline.isOver()) {
                throw new IOException("its metadata did not come within the time limit");
            }
        }
        if (!announced.equals(Integer.toString(packages))) {
            throw new IOException(
                    "its metadata has "
                            + packages
                            + " packages, not the "
                            + announced
                            + " it says");
        }
        return Optional.of(locations);
    }
}
