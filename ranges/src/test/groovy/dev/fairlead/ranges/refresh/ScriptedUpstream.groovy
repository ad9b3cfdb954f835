package dev.fairlead.ranges.refresh

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors

/** An HTTP server on loopback that answers as the test says and keeps what it was asked. */
class ScriptedUpstream implements AutoCloseable {
  final List<Map<String, String>> asked = new CopyOnWriteArrayList<>()
  private final ExecutorService threads = Executors.newCachedThreadPool()
  private final HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0)
  volatile Closure answer = { HttpExchange it -> reply(it, 404, "") }

  ScriptedUpstream() {
    server.executor = threads
    server.createContext("/") { exchange ->
      asked << [etag: exchange.requestHeaders.getFirst("If-None-Match"),
          since: exchange.requestHeaders.getFirst("If-Modified-Since")]
      answer(exchange)
    }
    server.start()
  }

  URI uri() {
    URI.create("http://127.0.0.1:${server.address.port}/ip-ranges.json?token=secret")
  }

  void serve(String body, Map<String, String> headers = [:]) {
    answer = { HttpExchange it -> reply(it, 200, body, headers) }
  }

  void status(int status, Map<String, String> headers = [:]) {
    answer = { HttpExchange it -> reply(it, status, "", headers) }
  }

  static void reply(HttpExchange exchange, int status, String body, Map<String, String> headers = [:]) {
    headers.each { name, value -> exchange.responseHeaders.add(name, value) }
    byte[] bytes = body.getBytes("UTF-8")
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length)
    exchange.responseBody.write(bytes)
    exchange.close()
  }

  @Override
  void close() {
    server.stop(0)
    threads.shutdownNow()
  }
}
