package dev.fairlead.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The objects of a bucket, for commands and background work, which may take their time.
 * Thread-safe. What fails throws an {@link IOException} that names the bucket, the key and what to
 * do.
 */
public interface BucketObjects {

    /**
     * All objects whose keys begin so, in the order of their keys' UTF-8 bytes; pages are fetched
     * as needed, and one that can't be had throws an {@link java.io.UncheckedIOException}. What no
     * {@link ObjectKey} can name, such as the marker of a folder, is left out.
     */
    Stream<Listed> list(String prefix) throws IOException;

    /** What is stored under a key; empty: nothing, for certain. */
    Optional<Stored> describe(ObjectKey key) throws IOException;

    /**
     * The bytes from an offset to the end, none from there on; empty: there is no such object.
     * Bytes that come to an end too early end with an {@link IOException}.
     */
    Optional<InputStream> read(ObjectKey key, long offset) throws IOException;

    /**
     * Begins to store an object. It is there under its key, whole, once {@link Upload#publish} has
     * returned, and never before; closed without that it leaves nothing.
     */
    Upload upload(ObjectKey key, Draft draft) throws IOException;

    /** Copies within the bucket, with its metadata, without the bytes coming here. */
    void copy(ObjectKey from, ObjectKey to) throws IOException;

    /**
     * Stores an object that is put together of stretches of others in this bucket, whose bytes
     * don't come here, and of fresh bytes. It is there whole or not at all. Each piece becomes a
     * part of a multipart upload: of 5 MiB to 5 GiB, but for the last one, which may be shorter,
     * and 10,000 at most.
     *
     * @return false when {@link Draft#onlyIfAbsent} and another one was there first
     * @throws IOException also when an object that a stretch is of isn't there or is another one
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html">S3:
     *     UploadPartCopy</a>
     */
    default boolean compose(ObjectKey key, Draft draft, List<Piece> pieces) throws IOException {
        throw new IOException(key + " can't be composed: this bucket can't do that");
    }

    /** Deletes; also when there is nothing. */
    void delete(ObjectKey key) throws IOException;

    /** Deletes many with few requests; what fails names one key, while others may be gone. */
    void delete(List<ObjectKey> keys) throws IOException;

    record Listed(ObjectKey key, long lengthBytes, Instant lastModified) {}

    /**
     * An object that is there.
     *
     * @param entityTag in its quotes
     * @param metadata what {@link Draft#metadata} was, names in lower case
     */
    record Stored(
            long lengthBytes,
            String entityTag,
            Instant lastModified,
            Map<String, String> metadata) {
        public Stored {
            metadata = Map.copyOf(metadata);
        }
    }

    /**
     * What an object shall be besides its bytes.
     *
     * @param metadata {@code x-amz-meta-} fields
     * @param onlyIfAbsent whether it must not replace an object ({@code If-None-Match: *})
     */
    record Draft(
            String mediaType,
            Optional<String> cacheControl,
            Map<String, String> metadata,
            boolean onlyIfAbsent) {
        public Draft {
            metadata = Map.copyOf(metadata);
        }
    }

    /** A part of an object that is composed. */
    sealed interface Piece {
        long length();

        /**
         * Bytes that are in the bucket already.
         *
         * @param entityTag what the object must have, in its quotes
         */
        record Stretch(ObjectKey from, String entityTag, long offset, long length)
                implements Piece {}

        /** Bytes that are sent. */
        record Fresh(Body body) implements Piece {
            @Override
            public long length() {
                return body.length();
            }
        }
    }

    /** An object being stored: in one piece if it is small, else in parts; memory is bounded. */
    interface Upload extends AutoCloseable {
        OutputStream stream();

        /**
         * Makes it readable.
         *
         * @return false when {@link Draft#onlyIfAbsent} and another one was there first
         */
        default boolean publish() throws IOException {
            return publish(Map.of());
        }

        /**
         * Makes it readable, with metadata besides the draft's that only the whole of the bytes
         * tells, such as their digest. What was stored in parts has it a moment after it is
         * readable, and lacks it when that fails.
         *
         * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">
         *     S3: metadata of an upload in parts is given when it begins</a>
         */
        boolean publish(Map<String, String> more) throws IOException;

        /**
         * Aborts what wasn't published; an upload that is closed or published takes no more bytes.
         */
        @Override
        void close() throws IOException;
    }
}
