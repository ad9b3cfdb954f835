package dev.fairlead.app.http;

import io.netty.channel.Channel;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The public listener: its number, its socket and what serves its connections. */
final class PublicPort {
    private final int number;
    private final Reception reception;
    private final Conduct conduct;
    private final List<Channel> listeners = new CopyOnWriteArrayList<>();

    PublicPort(int number, Reception reception, Conduct conduct) {
        this.number = number;
        this.reception = reception;
        this.conduct = conduct;
    }

    int number() {
        return number;
    }

    Door door() {
        return new Door(reception, conduct);
    }

    boolean owns(Channel channel) {
        return channel.localAddress() instanceof InetSocketAddress local
                && local.getPort() == number;
    }

    /** Any listener of the program's; which one it is can be told once it is bound. */
    void listener(Channel channel) {
        listeners.add(channel);
    }

    /** No new connections from here on. */
    void close() {
        listeners.stream()
                .filter(this::owns)
                .forEach(channel -> channel.close().syncUninterruptibly());
    }
}
