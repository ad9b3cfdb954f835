package dev.fairlead.app.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The public listener: its number, its socket once it is bound, and what serves its connections.
 */
final class PublicPort {
    private final int number;
    private final DoorServices services;
    private final AtomicReference<Optional<Channel>> listener =
            new AtomicReference<>(Optional.empty());

    PublicPort(int number, DoorServices services) {
        this.number = number;
        this.services = services;
    }

    int number() {
        return number;
    }

    ChannelHandler door() {
        return new Door(services);
    }

    void listener(Channel channel) {
        listener.set(Optional.of(channel));
    }

    /** No new connections from here on. */
    void close() {
        listener.get().ifPresent(channel -> channel.close().syncUninterruptibly());
    }
}
