package dev.fairlead.spi;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * An HTTP source, such as a mount's source of truth. Thread-safe. Failures come back as values
 * ({@link Doubt}), never as exceptions.
 *
 * <p>Redirects are not followed: where they lead is for the strategy to judge. The host reuses
 * connections, and stops asking a source that keeps failing or said {@code Retry-After}.
 */
public interface Upstream {

    /** HEAD: what the source says about a resource. */
    Reply head(Call call);

    /**
     * GET. The deadline is for the head of the answer; its body is read at the source's pace, and a
     * body that stands still ends with an {@link IOException}.
     */
    Reply get(Call call);

    /**
     * A request below the base URL.
     *
     * @param target raw path below the base, which begins with a slash, and perhaps a query
     * @param fields request fields to send, none of them a client's own unless it was checked
     * @param deadline until when the head of the answer is waited for
     */
    record Call(String target, Map<String, String> fields, Deadline deadline) {
        public Call {
            fields = Map.copyOf(fields);
        }

        /** For logs: without the query and the fields, which may hold tokens. */
        @Override
        public String toString() {
            return target.replaceFirst("\\?.*", "");
        }
    }

    /** An answer, or why there is none. */
    sealed interface Reply {

        /**
         * Any status at all.
         *
         * @param body empty for HEAD; whoever gets it closes it
         */
        record Answered(int status, HeaderFields fields, InputStream body)
                implements Reply, AutoCloseable {
            @Override
            public void close() throws IOException {
                body.close();
            }
        }

        record Unanswered(Doubt doubt) implements Reply {}
    }
}
