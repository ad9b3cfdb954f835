package dev.fairlead.rhcos.stream;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Finds the documents in a ConfigMap of YAML: blocks of literal text ({@code stream: |}), which is
 * how Kubernetes tools write them.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#812-literal-style">YAML 1.2: literal style</a>
 */
final class YamlManifest {
    private static final int MOST_CHARACTERS = 64 << 20;

    private YamlManifest() {}

    /** The block under {@code data:} and a name, if there is one. */
    static Optional<Inset> block(String file, String name) throws StreamException {
        Optional<Node> value = root(file).flatMap(r -> get(r, "data")).flatMap(d -> get(d, name));
        return value.isEmpty() ? Optional.empty() : Optional.of(literal(file, name, value.get()));
    }

    private static Optional<Node> root(String file) throws StreamException {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(MOST_CHARACTERS);
            return Optional.ofNullable(new Yaml(options).compose(new StringReader(file)));
        } catch (YAMLException e) {
            throw new StreamException(
                    "neither JSON nor YAML: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static Optional<Node> get(Node node, String name) {
        return node instanceof MappingNode map
                ? map.getValue().stream()
                        .filter(t -> isNamed(t, name))
                        .map(NodeTuple::getValueNode)
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isNamed(NodeTuple tuple, String name) {
        return tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name);
    }

    private static Inset literal(String file, String name, Node value) throws StreamException {
        if (value instanceof ScalarNode scalar) {
            Inset inset = lines(file, scalar.getStartMark().getLine() + 1);
            if (inset.text().stripTrailing().equals(scalar.getValue().stripTrailing())) {
                return inset;
            }
        }
        throw new StreamException(
                "data." + name + " is not a block of literal text; write it as '" + name + ": |'");
    }

    /** The lines from one on that are indented as the first of them. */
    private static Inset lines(String file, int from) {
        StringBuilder text = new StringBuilder();
        List<Integer> offsets = new ArrayList<>();
        int indent = -1;
        int at = startOfLine(file, from);
        while (at < file.length()) {
            int end = file.indexOf('\n', at) + 1;
            end = end == 0 ? file.length() : end;
            String line = file.substring(at, end);
            int blanks = line.length() - line.stripLeading().length();
            indent = indent < 0 ? blanks : indent;
            if (!line.isBlank() && blanks < indent) {
                break;
            }
            for (int i = Math.min(indent, line.length() - 1); i < line.length(); i++) {
                text.append(line.charAt(i));
                offsets.add(at + i);
            }
            at = end;
        }
        offsets.add(at);
        return new Inset(
                text.toString(),
                offsets.stream().mapToInt(Integer::intValue).toArray(),
                UnaryOperator.identity());
    }

    private static int startOfLine(String file, int line) {
        int at = 0;
        for (int i = 0; i < line && at < file.length(); i++) {
            int end = file.indexOf('\n', at);
            at = end < 0 ? file.length() : end + 1;
        }
        return at;
    }
}
