package dev.fairlead.app.edge

/** A port that takes no more connections and says nothing: Linux drops what comes when the queue of a listener is full. */
class BlackHole {
  private static final LISTENER = new ServerSocket(0, 1, InetAddress.loopbackAddress)
  private static final QUEUED = (1..8).collect {
    java.nio.channels.SocketChannel.open().tap { channel ->
      channel.configureBlocking(false)
      channel.connect(LISTENER.localSocketAddress)
    }
  }
  static final String URL = "http://127.0.0.1:$LISTENER.localPort"
}
