package dev.fairlead.app.http;

import dev.fairlead.app.config.ServerSettings;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The public listeners: their numbers, their sockets and what serves their connections. */
final class PublicPort {
    private final ServerSettings server;
    private final Optional<TlsIdentity> identity;
    private final Reception reception;
    private final Conduct conduct;
    private final List<Channel> listeners = new CopyOnWriteArrayList<>();

    PublicPort(ServerSettings server, Reception reception, Conduct conduct) {
        this.server = server;
        this.identity = server.tls().map(tls -> TlsIdentity.read(tls, server.headerTimeout()));
        this.reception = reception;
        this.conduct = conduct;
    }

    Door door() {
        return new Door(reception, conduct);
    }

    /** What encrypts a connection, where its port isn't the plain one. */
    Optional<SslHandler> encryption(Channel channel) {
        return port(channel) == server.port()
                ? identity.map(found -> found.encryption(channel.alloc()))
                : Optional.empty();
    }

    boolean owns(Channel channel) {
        int port = port(channel);
        return port == server.port() || port == server.plainPort().orElse(server.port());
    }

    private static int port(Channel channel) {
        return channel.localAddress() instanceof InetSocketAddress local ? local.getPort() : -1;
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
