package dev.fairlead.rpm.upload;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The elements of a document from elsewhere, one after the other, in little memory. */
final class XmlElements {
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;

    private XmlElements(XMLStreamReader reader) {
        this.reader = reader;
    }

    /** Looks for something. */
    interface Search<T> {
        Optional<T> in(XmlElements elements) throws XMLStreamException, IOException;
    }

    static <T> Optional<T> search(InputStream document, Search<T> search) throws IOException {
        try {
            return search.in(new XmlElements(FACTORY.createXMLStreamReader(document)));
        } catch (XMLStreamException e) {
            throw new IOException("metadata that is no XML: " + e.getMessage(), e);
        }
    }

    /** Goes to the next start of an element; empty: there is none. */
    Optional<String> next() throws XMLStreamException {
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                return Optional.of(reader.getLocalName());
            }
        }
        return Optional.empty();
    }

    /** An attribute of the element; empty text: it has none of that name. */
    String attribute(String name) {
        return Optional.ofNullable(reader.getAttributeValue(null, name)).orElse("");
    }

    String text() throws XMLStreamException {
        return reader.getElementText().strip();
    }

    /** Without what would make a document ask for others (XXE) or grow (billion laughs). */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
