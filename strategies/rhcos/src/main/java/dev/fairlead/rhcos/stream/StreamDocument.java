package dev.fairlead.rhcos.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of stream metadata, of any of its shapes. It is never written anew but edited in its text,
 * so that what we don't know, the order and even the blanks stay as they are.
 */
public final class StreamDocument {
    private final String source;
    private final List<StreamPart> parts;
    private final List<Artifact> artifacts = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private StreamDocument(String source, List<StreamPart> parts) {
        this.source = source;
        this.parts = parts;
        for (int i = 0; i < parts.size(); i++) {
            artifacts.addAll(ArtifactReader.read(parts.get(i), i, problems));
        }
        problems.addAll(ArtifactRules.check(artifacts));
    }

    /** Reads a document, however many problems it has, if it is one at all. */
    public static StreamDocument parse(String source) throws StreamException {
        return new StreamDocument(source, PartReader.read(source));
    }

    /** Reads a document to work with: its first problem is thrown. */
    public static StreamDocument parseSound(String source, boolean allowHttp)
            throws StreamException {
        StreamDocument document = parse(source);
        List<Problem> problems =
                document.problems.stream()
                        .filter(p -> !(allowHttp && p.rule().equals("not-https")))
                        .toList();
        if (!problems.isEmpty()) {
            int more = problems.size() - 1;
            throw new StreamException(
                    problems.getFirst()
                            + (more == 0 ? "" : " (and " + more + " more; see streams validate)"));
        }
        return document;
    }

    public String source() {
        return source;
    }

    /** The names of the streams in it. */
    public List<String> streams() {
        return parts.stream().map(StreamPart::name).toList();
    }

    public List<Artifact> artifacts() {
        return List.copyOf(artifacts);
    }

    /** What is wrong by the document alone. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    StreamPart part(int index) {
        return parts.get(index);
    }

    int parts() {
        return parts.size();
    }

    /** The source with edits of its parts. */
    String edited(Stream<PartEdit> edits) {
        return Edit.apply(
                source, edits.map(e -> parts.get(e.part()).text().inFile(e.edit())).toList());
    }

    record PartEdit(int part, Edit edit) {}
}
