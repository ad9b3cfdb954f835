package dev.fairlead.testbed.demo;

import dev.fairlead.testbed.Blob;

import java.nio.file.Path;
import java.util.List;

/**
 * A download to try.
 *
 * @param address the client to play, as {@code X-Forwarded-For} names it
 * @param expected where it should be sent
 */
record DemoDownload(String where, String address, String expected, String url, Blob blob) {

    /** A comment, and a command that checks the bytes and exits 0. */
    List<String> lines(Path file) {
        String hex = blob.digest().substring("sha256:".length());
        return List.of(
                "# a client in " + where + " is sent to " + expected,
                "curl -fsSL -H 'X-Forwarded-For: %s' '%s' -o %s -w 'from port %%{remote_port}\\n' && echo '%s  %s' | sha256sum -c"
                        .formatted(address, url, file, hex, file));
    }
}
