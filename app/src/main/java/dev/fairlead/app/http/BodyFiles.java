package dev.fairlead.app.http;

import dev.fairlead.spi.Body;
import dev.fairlead.spi.Body.FileRange;
import dev.fairlead.spi.Body.Segment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The files of one body, each opened once, so that one that is deleted meanwhile can still be sent.
 */
final class BodyFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BodyFiles.class);

    private final Map<Path, Opened> open = new HashMap<>();

    private record Opened(FileChannel channel, long end) {
        boolean isShort() throws IOException {
            return channel.size() < end;
        }
    }

    private BodyFiles() {}

    /**
     * Opens what a body is made of.
     *
     * @throws IOException when a file isn't there, or lacks some of its range
     */
    static BodyFiles of(Body body) throws IOException {
        BodyFiles files = new BodyFiles();
        try {
            for (Segment segment : body.segments()) {
                if (segment instanceof FileRange range) {
                    files.open(range);
                }
            }
            return files;
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    private void open(FileRange range) throws IOException {
        Opened before = open.get(range.file());
        long end = range.offset() + range.length();
        Opened opened =
                before == null
                        ? new Opened(FileChannel.open(range.file()), end)
                        : new Opened(before.channel(), Math.max(before.end(), end));
        open.put(range.file(), opened);
        if (opened.isShort()) {
            throw new IOException(range.file() + " is shorter than " + end + " bytes");
        }
    }

    FileChannel channel(FileRange range) {
        return Objects.requireNonNull(open.get(range.file())).channel();
    }

    /** Whether one of them has been cut off since it was opened. */
    boolean areShort() {
        try {
            for (Opened opened : open.values()) {
                if (opened.isShort()) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            LOG.debug("a file that was read has no length", e);
            return true;
        }
    }

    @Override
    public void close() {
        for (Opened opened : open.values()) {
            try {
                opened.channel().close();
            } catch (IOException e) {
                LOG.debug("a file that was read can't be closed", e);
            }
        }
    }
}
