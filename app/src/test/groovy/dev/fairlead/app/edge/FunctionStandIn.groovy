package dev.fairlead.app.edge

import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger

/** A function URL on loopback that answers as badly as it is told; it keeps connections that its conduct leaves open. */
class FunctionStandIn implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.loopbackAddress)
  private final threads = Executors.newVirtualThreadPerTaskExecutor()
  final connections = new AtomicInteger()
  final List<Map> requests = new CopyOnWriteArrayList<>()
  volatile Closure<?> conduct = { Socket socket, Map request -> }

  FunctionStandIn() {
    threads.submit({
      while (!listener.closed) {
        def socket = listener.accept()
        connections.incrementAndGet()
        threads.submit({ socket.withCloseable { converse(it) } } as Runnable)
      }
    } as Runnable)
  }

  String getUrl() {
    "http://127.0.0.1:$listener.localPort"
  }

  void answers(int status, String body) {
    conduct = { Socket socket, Map request -> send(socket, status, body) }
  }

  static void send(Socket socket, int status, String body) {
    def bytes = body.getBytes('UTF-8')
    socket.outputStream << "HTTP/1.1 $status X\r\ncontent-type: application/json\r\ncontent-length: $bytes.length\r\n\r\n"
    socket.outputStream.write(bytes)
    socket.outputStream.flush()
  }

  void forget() {
    requests.clear()
    connections.set(0)
  }

  private void converse(Socket socket) {
    def input = new DataInputStream(new BufferedInputStream(socket.inputStream))
    while (!socket.closed) {
      def lines = head(input)
      if (lines.empty) {
        return
      }
      def fields = lines.drop(1).collectEntries { it.split(': ?', 2).with { [it[0].toLowerCase(), it[1]] } }
      def body = new byte[(fields['content-length'] ?: '0') as int]
      input.readFully(body)
      def request = [line: lines[0], fields: fields, body: new String(body, 'UTF-8')]
      requests << request
      conduct(socket, request)
    }
  }

  private static List<String> head(DataInputStream input) {
    def text = new StringBuilder()
    int next
    while (!text.toString().endsWith('\r\n\r\n') && (next = input.read()) >= 0) {
      text.append(next as char)
    }
    text.toString().trim().readLines()
  }

  @Override
  void close() {
    listener.close()
    threads.shutdownNow()
  }
}
