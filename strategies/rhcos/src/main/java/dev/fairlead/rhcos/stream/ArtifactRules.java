package dev.fairlead.rhcos.stream;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must hold of every artifact of every document, whoever serves it. */
final class ArtifactRules {
    private final List<Problem> problems = new ArrayList<>();

    /** The first artifact of each base name. */
    private final Map<String, Artifact> byName = new HashMap<>();

    private ArtifactRules() {}

    static List<Problem> check(List<Artifact> artifacts) {
        ArtifactRules rules = new ArtifactRules();
        artifacts.forEach(rules::check);
        return rules.problems;
    }

    private void check(Artifact artifact) {
        if (artifact.sha256().isEmpty()) {
            problem("missing-sha256", artifact, "has no 'sha256'");
        }
        checkDigest("sha256", artifact, artifact.sha256());
        checkDigest("uncompressed-sha256", artifact, artifact.uncompressedSha256());
        checkUrl("location", artifact, artifact.location().url());
        artifact.signature().ifPresent(s -> checkUrl("signature", artifact, s.url()));
        Artifact first = byName.putIfAbsent(artifact.location().baseName(), artifact);
        if (first != null && !first.sha256().equals(artifact.sha256())) {
            problem(
                    "duplicate-name",
                    artifact,
                    artifact.location().baseName()
                            + " has another sha256 here than in "
                            + first.place());
        }
    }

    private void checkDigest(String name, Artifact artifact, Optional<String> digest) {
        if (digest.isPresent() && !digest.get().matches("[0-9a-f]{64}")) {
            problem(
                    "malformed-" + name,
                    artifact,
                    "'" + digest.get() + "' is not 64 hex digits in lower case");
        }
    }

    private void checkUrl(String name, Artifact artifact, String url) {
        if (url.startsWith("http:")) {
            problem("not-https", artifact, name + " " + url + " is not https:");
        } else if (!isHttps(url)) {
            problem(
                    "malformed-url",
                    artifact,
                    name + " '" + url + "' is not an https URL of a file");
        }
    }

    private static boolean isHttps(String url) {
        try {
            URI uri = new URI(url);
            return "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getPath().matches("/.*[^/]")
                    && !uri.getPath().matches(".*/\\.\\.?(/.*|$)");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void problem(String rule, Artifact artifact, String detail) {
        problems.add(new Problem(rule, artifact.place().toString(), detail));
    }
}
