package dev.fairlead.app.aws

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.Executors

/** An HTTP server that answers as the test says and remembers what it was asked. */
class S3Stub implements AutoCloseable {
  final List<String> asked = new CopyOnWriteArrayList<>()
  final List<String> authorizations = new CopyOnWriteArrayList<>()
  volatile Closure<?> answer = { HttpExchange exchange -> status(exchange, 200, 42) }
  private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
  private final threads = Executors.newVirtualThreadPerTaskExecutor()

  S3Stub() {
    server.executor = threads
    server.createContext('/') { HttpExchange exchange ->
      asked << "$exchange.requestMethod $exchange.requestURI".toString()
      authorizations << (exchange.requestHeaders.getFirst('Authorization') ?: '')
      answer(exchange)
    }
    server.start()
  }

  String getUrl() {
    "http://127.0.0.1:$server.address.port"
  }

  void answers(int code) {
    answer = { HttpExchange exchange -> status(exchange, code) }
  }

  static void status(HttpExchange exchange, int code, long length = 0) {
    exchange.responseHeaders.set('Content-Length', length as String)
    exchange.sendResponseHeaders(code, -1)
    exchange.close()
  }

  static void xml(HttpExchange exchange, int code, String body) {
    exchange.sendResponseHeaders(code, body.bytes.length)
    exchange.responseBody << body
    exchange.close()
  }

  @Override
  void close() {
    server.stop(0)
    threads.shutdownNow()
  }
}
