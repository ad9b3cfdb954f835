package dev.fairlead.app

import static java.nio.charset.StandardCharsets.ISO_8859_1

import dev.fairlead.app.secrets.SecretScan

/** One connection to a loopback port, over which a spec may send any bytes. */
class HttpConnection implements AutoCloseable {
  private final Socket socket
  private final InputStream input

  HttpConnection(int port, int receiveBuffer = 0) {
    socket = new Socket()
    if (receiveBuffer > 0) {
      socket.receiveBufferSize = receiveBuffer
    }
    socket.connect(new InetSocketAddress(InetAddress.loopbackAddress, port), 5000)
    socket.soTimeout = 5_000
    socket.tcpNoDelay = true
    input = new BufferedInputStream(socket.inputStream)
  }

  /** Characters are bytes. */
  HttpConnection send(CharSequence text) {
    send(text.toString().getBytes(ISO_8859_1))
  }

  HttpConnection send(byte[] bytes) {
    socket.outputStream.write(bytes)
    socket.outputStream.flush()
    this
  }

  HttpConnection request(String method, String target, Map<String, ?> fields = [:], String body = '') {
    def lines = fields.collectMany { name, value -> (value instanceof List ? value : [value]).collect { "$name: $it" } }
    if (!fields.keySet().any { it.equalsIgnoreCase('host') }) {
      lines.add(0, 'Host: door.example')
    }
    send("$method $target HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n$body")
  }

  /** Reads one response; 1xx ones are responses too. */
  Answer read(String method = 'GET') {
    def head = readHead()
    def answer = new Answer(head.statusLine, head.fields, new byte[0])
    def bodiless = method == 'HEAD' || answer.status < 200 || answer.status in [204, 304]
    def body = new ByteArrayOutputStream()
    def truncated = !bodiless && !copyBody(answer, body)
    def whole = new Answer(head.statusLine, head.fields, body.toByteArray(), truncated)
    SecretScan.read(whole)
    whole
  }

  Map readHead() {
    def statusLine = line()
    if (statusLine == null) {
      throw new EOFException('the connection was closed without a response')
    }
    def fields = []
    for (String next = line(); next; next = line()) {
      def colon = next.indexOf(':')
      fields << [next.substring(0, colon), next.substring(colon + 1).trim()]
    }
    [statusLine: statusLine, fields: fields]
  }

  /** Whether the server closed the connection (after what was read). */
  boolean isEnded() {
    try {
      input.read() < 0
    } catch (SocketException _) {
      true
    }
  }

  byte[] readSome(int count) {
    input.readNBytes(count)
  }

  void halfClose() {
    socket.shutdownOutput()
  }

  void timeout(int millis) {
    socket.soTimeout = millis
  }

  @Override
  void close() {
    socket.close()
  }

  private boolean copyBody(Answer head, ByteArrayOutputStream body) {
    try {
      if (head.field('transfer-encoding') == 'chunked') {
        return copyChunks(body)
      }
      if (head.field('content-length') == null) {
        body << input.readAllBytes()
        return true
      }
      def length = head.field('content-length') as int
      body << input.readNBytes(length)
      return body.size() == length
    } catch (SocketException _) {
      return false
    }
  }

  private boolean copyChunks(ByteArrayOutputStream body) {
    while (true) {
      def size = line()
      if (size == null) {
        return false
      }
      int length = Integer.parseInt(size, 16)
      def chunk = input.readNBytes(length)
      body << chunk
      if (chunk.length < length || line() == null) {
        return false
      }
      if (length == 0) {
        return true
      }
    }
  }

  private String line() {
    def line = new ByteArrayOutputStream()
    for (int b = input.read(); b >= 0; b = input.read()) {
      if (b == 10) {
        return line.toString(ISO_8859_1).trim()
      }
      line.write(b)
    }
    line.size() == 0 ? null : line.toString(ISO_8859_1)
  }
}
