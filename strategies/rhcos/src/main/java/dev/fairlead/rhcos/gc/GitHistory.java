package dev.fairlead.rhcos.gc;

import dev.fairlead.rhcos.stream.StreamDocument;
import dev.fairlead.rhcos.stream.StreamException;

import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Every version that a document ever had on some branches: installers that were released name old
 * images.
 *
 * @param folder of the repository
 * @param branches a pattern such as {@code release-*}, of local and remote branches
 * @param paths of documents in it
 */
public record GitHistory(Path folder, String branches, List<String> paths) {

    public void pin(PinnedKeys pins) {
        try (Repository repository =
                new FileRepositoryBuilder()
                        .findGitDir(folder.toFile())
                        .setMustExist(true)
                        .build()) {
            if (!repository.getObjectDatabase().getShallowCommits().isEmpty()) {
                pins.fail(folder.toString(), "is a shallow clone, which hides older pins");
                return;
            }
            pin(repository, pins);
        } catch (IOException | IllegalArgumentException e) {
            pins.fail(folder.toString(), String.valueOf(e.getMessage()));
        }
    }

    private void pin(Repository repository, PinnedKeys pins) throws IOException {
        Set<ObjectId> seen = new HashSet<>();
        try (RevWalk walk = new RevWalk(repository)) {
            PathMatcher wanted = FileSystems.getDefault().getPathMatcher("glob:" + branches);
            for (Ref ref : repository.getRefDatabase().getRefs()) {
                if (wanted.matches(Path.of(branch(ref.getName())))) {
                    walk.markStart(walk.parseCommit(ref.getObjectId()));
                }
            }
            for (RevCommit commit : walk) {
                for (String path : paths) {
                    pin(repository, commit, path, seen, pins);
                }
            }
        }
        if (seen.isEmpty()) {
            pins.fail(folder.toString(), "no commit of " + branches + " has " + paths);
        }
    }

    private static String branch(String ref) {
        return ref.startsWith(Constants.R_REMOTES)
                ? ref.substring(ref.indexOf('/', Constants.R_REMOTES.length()) + 1)
                : ref.startsWith(Constants.R_HEADS)
                        ? ref.substring(Constants.R_HEADS.length())
                        : "(" + ref + ")";
    }

    private static void pin(
            Repository repository,
            RevCommit commit,
            String path,
            Set<ObjectId> seen,
            PinnedKeys pins)
            throws IOException {
        try (TreeWalk file = TreeWalk.forPath(repository, path, commit.getTree())) {
            if (file == null || !seen.add(file.getObjectId(0))) {
                return;
            }
            String source = path + " at " + commit.abbreviate(12).name();
            byte[] content = repository.open(file.getObjectId(0)).getBytes();
            try {
                pins.add(source, StreamDocument.parse(new String(content, StandardCharsets.UTF_8)));
            } catch (StreamException e) {
                pins.fail(source, String.valueOf(e.getMessage()));
            }
        }
    }
}
