package dev.fairlead.rhcos.stream;

import dev.fairlead.rhcos.stream.Json.Span;
import dev.fairlead.rhcos.stream.StreamDocument.PartEdit;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Makes a document name the files of a mirror: locations and signatures under a prefix get the
 * mirror's base instead, and what the mirror doesn't have stays as it is, or is dropped.
 *
 * @param from prefixes, each ending in a slash; the first that fits is taken
 * @param base of the mirror, ending in a slash
 * @param rename makes what follows the prefix what follows the base
 */
public record Rewriter(
        List<String> from, String base, Absent absent, UnaryOperator<String> rename) {

    /** What becomes of an artifact that the mirror doesn't have. */
    public enum Absent {
        /** It keeps its URL. */
        LEAVE,
        /** Its entry goes. */
        DROP
    }

    public Rewriter {
        from = from.stream().map(Rewriter::withSlash).toList();
        base = withSlash(base);
    }

    public Rewriter(List<String> from, String base, Absent absent) {
        this(from, base, absent, UnaryOperator.identity());
    }

    private static String withSlash(String prefix) {
        return prefix.endsWith("/") ? prefix : prefix + "/";
    }

    /** What a URL under a prefix becomes. */
    public Optional<String> onMirror(String url) {
        return prefixOf(url).map(prefix -> moved(url, prefix));
    }

    private String moved(String url, String prefix) {
        return base + rename.apply(url.substring(prefix.length()));
    }

    private Optional<String> prefixOf(String url) {
        return from.stream().filter(url::startsWith).findFirst();
    }

    /** Rewrites what the mirror has; it is asked by the URLs that would be put in. */
    public String rewrite(StreamDocument document, Predicate<String> mirrorHas) {
        return rewrite(document, mirrorHas, mirrorHas.negate());
    }

    /** The same where the mirror may not have said: what it neither has nor lacks stays. */
    String rewrite(
            StreamDocument document, Predicate<String> mirrorHas, Predicate<String> mirrorLacks) {
        Predicate<Link> has = link -> onMirror(link.url()).filter(mirrorHas).isPresent();
        Predicate<Link> lacks = link -> onMirror(link.url()).filter(mirrorLacks).isPresent();
        List<Artifact> gone =
                absent == Absent.LEAVE
                        ? List.of()
                        : document.artifacts().stream()
                                .filter(a -> lacks.test(a.location()))
                                .toList();
        Set<Artifact> dropped = new HashSet<>(gone);
        List<Artifact> kept =
                document.artifacts().stream().filter(a -> !dropped.contains(a)).toList();
        return document.edited(
                Stream.concat(
                        Removal.of(document, paths(gone)), replacements(document, kept, has)));
    }

    private static Map<Integer, Set<List<String>>> paths(List<Artifact> artifacts) {
        Map<Integer, Set<List<String>>> paths = new LinkedHashMap<>();
        artifacts.forEach(a ->
                paths.computeIfAbsent(a.location().part(), _ -> new HashSet<>()).add(a.path()));
        return paths;
    }

    /** One edit per string; one that several URLs begin with changes for all of them or none. */
    private Stream<PartEdit> replacements(
            StreamDocument document, List<Artifact> artifacts, Predicate<Link> has) {
        Map<Link, Boolean> strings = new LinkedHashMap<>();
        artifacts.stream()
                .flatMap(a -> Stream.concat(Stream.of(a.location()), a.signature().stream()))
                .forEach(link -> strings.merge(literal(link), has.test(link), Boolean::logicalAnd));
        return strings.entrySet().stream()
                .filter(Map.Entry::getValue)
                .flatMap(entry -> replacement(document, entry.getKey()).stream());
    }

    private static Link literal(Link link) {
        return new Link(link.literal().value(), link.part(), link.literal());
    }

    private Optional<PartEdit> replacement(StreamDocument document, Link link) {
        String text = document.part(link.part()).text().text();
        Span span = link.literal().span();
        return prefixOf(link.url())
                .map(prefix -> {
                    String value = moved(link.url(), prefix);
                    String raw = text.substring(span.start(), span.end());
                    String quoted = '"' + Inset.quoted(value) + '"';
                    // Some writers escape slashes; what they wrote stays their way.
                    String replacement = raw.contains("\\/") ? quoted.replace("/", "\\/") : quoted;
                    return new PartEdit(link.part(), new Edit(span, replacement));
                });
    }
}
