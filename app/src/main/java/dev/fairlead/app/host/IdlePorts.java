package dev.fairlead.app.host;

import dev.fairlead.spi.BucketObjects;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Doubt;
import dev.fairlead.spi.ObjectKey;
import dev.fairlead.spi.ObjectStore;
import dev.fairlead.spi.ObjectStores;
import dev.fairlead.spi.Ports;
import dev.fairlead.spi.Presence;
import dev.fairlead.spi.Presigned;
import dev.fairlead.spi.Upstream;
import dev.fairlead.spi.Upstreams;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Ports that lead nowhere, for strategies that are made only to see whether they can be. */
final class IdlePorts implements Ports {
    private static final String WHY = "no strategy asks anybody while it is made";

    @Override
    public ObjectStores objectStores() {
        return _ -> new IdleStore();
    }

    @Override
    public Upstreams upstreams() {
        return new Upstreams() {
            @Override
            public Upstream open(URI base) {
                return new IdleUpstream();
            }

            @Override
            public Upstream open(URI base, Reach reach) {
                return new IdleUpstream();
            }
        };
    }

    @Override
    public Executor threads() {
        return _ -> {};
    }

    private static final class IdleStore implements ObjectStore {
        @Override
        public Presence probe(ObjectKey key, Deadline deadline) {
            return new Presence.Unknown(Doubt.NOT_AT_HAND);
        }

        @Override
        public Presigned presign(
                String method, ObjectKey key, boolean overIpv6, Duration life, Deadline deadline) {
            return new Presigned.Unavailable(Doubt.NOT_AT_HAND);
        }

        @Override
        public String publicUrl(ObjectKey key, boolean overIpv6) {
            throw new UnsupportedOperationException(WHY);
        }

        @Override
        public BucketObjects objects() {
            return new IdleObjects();
        }
    }

    private static final class IdleObjects implements BucketObjects {
        @Override
        public Stream<Listed> list(String prefix) throws IOException {
            throw new IOException(WHY);
        }

        @Override
        public Optional<Stored> describe(ObjectKey key) throws IOException {
            throw new IOException(WHY);
        }

        @Override
        public Optional<InputStream> read(ObjectKey key, long offset) throws IOException {
            throw new IOException(WHY);
        }

        @Override
        public Upload upload(ObjectKey key, Draft draft) throws IOException {
            throw new IOException(WHY);
        }

        @Override
        public void copy(ObjectKey from, ObjectKey to) throws IOException {
            throw new IOException(WHY);
        }

        @Override
        public void delete(ObjectKey key) throws IOException {
            throw new IOException(WHY);
        }

        @Override
        public void delete(List<ObjectKey> keys) throws IOException {
            throw new IOException(WHY);
        }
    }

    private static final class IdleUpstream implements Upstream {
        @Override
        public Reply head(Call call) {
            return new Reply.Unanswered(Doubt.NOT_AT_HAND);
        }

        @Override
        public Reply get(Call call) {
            return new Reply.Unanswered(Doubt.NOT_AT_HAND);
        }
    }
}
