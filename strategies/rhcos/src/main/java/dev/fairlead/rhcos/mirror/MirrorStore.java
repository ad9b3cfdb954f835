package dev.fairlead.rhcos.mirror;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Where a mirror's files lie. A file is there under its name whole and verified, or not at all. */
public interface MirrorStore extends AutoCloseable {

    /** What is there under a name, as against what is wanted. */
    enum State {
        NEW,
        PRESENT,
        CHANGED
    }

    /** Looks, and reads what it has not verified before. */
    State state(Item item) throws IOException;

    /** Begins or resumes a file. */
    Writing write(Item item) throws IOException;

    /** Puts a small file in place, at once. */
    void put(String name, byte[] content) throws IOException;

    @Override
    void close() throws IOException;

    /** A file that is on its way; closed without {@link #finish} it may be resumed. */
    interface Writing extends AutoCloseable {
        /** What came before, to be digested; empty stream: nothing. */
        InputStream before() throws IOException;

        /** Of the answer that the bytes before came from. */
        Optional<String> entityTag();

        /** The bytes before are dropped, and what follows has this entity-tag. */
        void restart(Optional<String> entityTag) throws IOException;

        OutputStream stream() throws IOException;

        /** Makes it readable under its name. */
        void finish() throws IOException;

        @Override
        void close() throws IOException;
    }
}
