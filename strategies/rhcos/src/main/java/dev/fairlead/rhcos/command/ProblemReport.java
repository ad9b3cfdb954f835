package dev.fairlead.rhcos.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.fairlead.rhcos.stream.Problem;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** All problems at once, for people, programs and CI. */
record ProblemReport(String document, int artifacts, List<Problem> problems) {

    void print(PrintStream out) {
        problems.forEach(out::println);
        out.println(
                problems.isEmpty()
                        ? document + ": " + artifacts + " artifacts, no problem"
                        : document
                                + ": "
                                + artifacts
                                + " artifacts, "
                                + problems.size()
                                + " problems");
    }

    void printJson(PrintStream out) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("document", document).put("artifacts", artifacts);
        ArrayNode list = root.putArray("problems");
        for (Problem problem : problems) {
            list.addObject()
                    .put("rule", problem.rule())
                    .put("where", problem.where())
                    .put("detail", problem.detail());
        }
        out.println(root.toPrettyString());
    }

    /** One test case per rule that was broken, and one for the document. */
    void writeJunit(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            XMLStreamWriter xml =
                    XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "streams validate " + document);
            Map<String, List<Problem>> byPlace =
                    problems.stream().collect(Collectors.groupingBy(Problem::where));
            xml.writeAttribute("tests", Integer.toString(Math.max(artifacts, byPlace.size())));
            xml.writeAttribute("failures", Integer.toString(byPlace.size()));
            for (Map.Entry<String, List<Problem>> entry : byPlace.entrySet()) {
                writeCase(xml, entry.getKey(), entry.getValue());
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void writeCase(XMLStreamWriter xml, String where, List<Problem> found)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", document);
        xml.writeAttribute("name", where);
        for (Problem problem : found) {
            xml.writeStartElement("failure");
            xml.writeAttribute("type", problem.rule());
            xml.writeAttribute("message", problem.detail());
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
}
