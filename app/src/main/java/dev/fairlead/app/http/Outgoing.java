package dev.fairlead.app.http;

import dev.fairlead.app.door.Response;
import dev.fairlead.spi.Body;
import dev.fairlead.spi.Body.FileRange;
import dev.fairlead.spi.Body.Segment;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.ssl.SslHandler;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Optional;

/**
 * An answer that is ready to be written; its files are open.
 *
 * @param head all of it where there are no pieces
 * @param length how many bytes of body the client gets
 */
record Outgoing(HttpResponse head, Optional<BodyPieces> pieces, long length) {
    private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);

    /** More than this isn't written in one go. */
    private static final int SMALL = 64 * 1024;

    static Outgoing of(Response response, String method, Channel channel) {
        if (method.equals("HEAD")) {
            return new Outgoing(Responses.bodiless(response), Optional.empty(), 0);
        }
        if (isSmall(response.body())) {
            return whole(response);
        }
        try {
            boolean encrypted = channel.pipeline().get(SslHandler.class) != null;
            BodyPieces pieces = new BodyPieces(response.body(), channel.alloc(), encrypted);
            return new Outgoing(
                    Responses.head(response), Optional.of(pieces), response.body().length());
        } catch (IOException e) {
            LOG.error("what was decided to be served can't be read", e);
            return whole(Response.unreadable());
        }
    }

    private static Outgoing whole(Response response) {
        return new Outgoing(Responses.of(response), Optional.empty(), response.body().length());
    }

    private static boolean isSmall(Body body) {
        if (body.length() > SMALL) {
            return false;
        }
        for (Segment segment : body.segments()) {
            if (segment instanceof FileRange) {
                return false;
            }
        }
        return true;
    }
}
