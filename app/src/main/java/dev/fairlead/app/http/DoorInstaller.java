package dev.fairlead.app.http;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/**
 * Puts the {@link Door} into the pipeline of every public connection, right behind the HTTP codec.
 * Nothing of the public port reaches Micronaut's routing, so that no management route can.
 */
@Singleton
final class DoorInstaller implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    /** Looked up late: the listener is made before the host that the port belongs to. */
    private final Provider<PublicPort> publicPort;

    DoorInstaller(Provider<PublicPort> publicPort) {
        this.publicPort = publicPort;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(
            BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Root());
        return event.getBean();
    }

    private final class Root implements NettyServerCustomizer {
        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            if (role == ChannelRole.LISTENER) {
                publicPort.get().listener(channel);
            }
            return role == ChannelRole.CONNECTION && publicPort.get().owns(channel)
                    ? new Connection(channel)
                    : this;
        }
    }

    private final class Connection implements NettyServerCustomizer {
        private final Channel channel;

        Connection(Channel channel) {
            this.channel = channel;
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel other, ChannelRole role) {
            return new Connection(other);
        }

        @Override
        public void onStreamPipelineBuilt() {
            String codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
            Door door = publicPort.get().door();
            publicPort.get().encryption(channel).ifPresent(tls -> channel.pipeline().addFirst(tls));
            channel.pipeline()
                    .addBefore(codec, "fairlead-head-timer", door.headTimer())
                    .addAfter(codec, "fairlead-door", door);
        }
    }
}
