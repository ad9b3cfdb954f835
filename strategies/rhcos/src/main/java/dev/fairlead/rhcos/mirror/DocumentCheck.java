package dev.fairlead.rhcos.mirror;

import dev.fairlead.rhcos.stream.Artifact;
import dev.fairlead.rhcos.stream.Problem;
import dev.fairlead.rhcos.stream.StreamDocument;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What shall hold of a document before it goes public, beyond what must hold of any.
 *
 * @param prefixes that every URL must be under; empty: any
 * @param platforms that every architecture must have
 */
public record DocumentCheck(List<String> prefixes, List<String> platforms) {

    public List<Problem> check(StreamDocument document) {
        List<Problem> problems = new ArrayList<>(document.problems());
        Map<String, Set<String>> byArchitecture = new TreeMap<>();
        for (Artifact artifact : document.artifacts()) {
            check(artifact, problems);
            byArchitecture
                    .computeIfAbsent(artifact.place().architecture(), _ -> new TreeSet<>())
                    .add(artifact.place().platform());
        }
        if (byArchitecture.isEmpty()) {
            problems.add(new Problem("no-artifacts", "document", "names no artifact at all"));
        }
        byArchitecture.forEach((architecture, there) -> require(architecture, there, problems));
        return problems;
    }

    private void require(String architecture, Set<String> there, List<Problem> problems) {
        for (String platform : platforms) {
            if (!there.contains(platform)) {
                problems.add(
                        new Problem(
                                "missing-platform",
                                architecture,
                                "has no artifact of platform " + platform));
            }
        }
    }

    private void check(Artifact artifact, List<Problem> problems) {
        String where = artifact.place().toString();
        checkUrl(where, "location", artifact.location().url(), problems);
        artifact.signature().ifPresent(s -> checkUrl(where, "signature", s.url(), problems));
        String url = artifact.location().url();
        if (artifact.release().isPresent() && !url.contains(artifact.release().get())) {
            problems.add(
                    new Problem(
                            "other-release",
                            where,
                            url + " is not of release " + artifact.release().get()));
        }
    }

    private void checkUrl(String where, String field, String url, List<Problem> problems) {
        if (!prefixes.isEmpty() && prefixes.stream().noneMatch(url::startsWith)) {
            problems.add(
                    new Problem(
                            "outside-prefix",
                            where,
                            field + " " + url + " is not under " + String.join(" or ", prefixes)));
        }
        if (isInternal(url)) {
            problems.add(
                    new Problem(
                            "internal-host", where, field + " " + url + " is no public address"));
        }
    }

    /** Names that only resolve inside, and addresses instead of names. */
    private static boolean isInternal(String url) {
        try {
            String host = String.valueOf(URI.create(url).getHost());
            return host.matches(
                    "[^.]+|\\[.*|[\\d.]+|.*\\.(svc|internal|local|localhost|corp|lan)|.*\\.svc\\..*");
        } catch (IllegalArgumentException e) {
            return false; // malformed-url says so
        }
    }
}
