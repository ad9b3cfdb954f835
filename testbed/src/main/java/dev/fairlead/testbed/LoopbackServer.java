package dev.fairlead.testbed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * A small HTTP/1.1 server on raw sockets: the JDK's own would neither reset a connection, nor keep
 * a target and its fields as they came, nor let go of a client in the middle of a head.
 */
final class LoopbackServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LoopbackServer.class.getName());
    private static final int SEND_BUFFER_BYTES = 64 * 1024;

    private final ServerSocket listener;
    private final Responder responder;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private LoopbackServer(ServerSocket listener, Responder responder) {
        this.listener = listener;
        this.responder = responder;
    }

    static LoopbackServer start(int port, Responder responder) {
        try {
            ServerSocket listener = new ServerSocket(port, 512, InetAddress.getLoopbackAddress());
            LoopbackServer server = new LoopbackServer(listener, responder);
            server.threads.execute(server::accept);
            return server;
        } catch (IOException e) {
            throw new TestbedException("cannot listen on port " + port + " of loopback", e);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    @Override
    public void close() {
        try {
            listener.close();
            threads.shutdownNow();
            for (Socket socket : open) {
                socket.close();
            }
            threads.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket socket = listener.accept();
                open.add(socket);
                serve(socket);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "no longer listening", e);
        }
    }

    private void serve(Socket socket) throws IOException {
        try {
            threads.execute(() -> converse(socket));
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "accepted while closing", e);
            socket.close();
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            // A fixed buffer: the kernel would grow it by megabytes and hide the client's pace.
            socket.setSendBufferSize(SEND_BUFFER_BYTES);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            boolean more = true;
            while (more) {
                more = answerNext(socket, in);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection ended early", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private boolean answerNext(Socket socket, InputStream in)
            throws IOException, InterruptedException {
        Optional<RequestHead> head = RequestHead.read(in);
        if (head.isEmpty()) {
            return false;
        }
        Exchange exchange = new Exchange(socket, in, head.get());
        responder.answer(exchange);
        return exchange.finish();
    }
}
