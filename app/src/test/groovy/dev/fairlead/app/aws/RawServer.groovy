package dev.fairlead.app.aws

import java.util.concurrent.Executors

/** A TCP server for what no HTTP server does: hanging, dripping, breaking off. */
class RawServer implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.loopbackAddress)
  private final threads = Executors.newVirtualThreadPerTaskExecutor()

  RawServer(Closure<?> conversation) {
    threads.submit({
      while (!listener.closed) {
        def socket = listener.accept()
        threads.submit({ socket.withCloseable { conversation(it) } } as Runnable)
      }
    } as Runnable)
  }

  static RawServer hanging() {
    new RawServer({ Socket socket -> Thread.sleep(60_000) })
  }

  /** Sends a byte now and then, so that no read ever times out. */
  static RawServer dripping() {
    new RawServer({ Socket socket ->
      socket.outputStream << 'HTTP/1.1 200 OK\r\nX-Drip: '
      600.times {
        socket.outputStream << 'x'
        socket.outputStream.flush()
        Thread.sleep(50)
      }
    })
  }

  static RawServer breakingOff() {
    new RawServer({ Socket socket -> socket.setSoLinger(true, 0) })
  }

  String getUrl() {
    "http://127.0.0.1:$listener.localPort"
  }

  @Override
  void close() {
    listener.close()
    threads.shutdownNow()
  }
}
