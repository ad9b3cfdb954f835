package dev.fairlead.app.http

import dev.fairlead.app.HttpConnection
import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.StrategyOfASpec
import dev.fairlead.app.lambda.EventFormat
import dev.fairlead.app.lambda.FunctionFixture
import dev.fairlead.spi.Body
import dev.fairlead.spi.Body.FileRange
import dev.fairlead.spi.Content
import dev.fairlead.spi.RouteDecision.Serve
import dev.fairlead.spi.Trace
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption
import java.util.concurrent.CompletableFuture
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

/** What can go wrong while a large file is sent. */
@Timeout(60)
class DownloadSpec extends Specification {
  static final long LENGTH = 256L << 20
  @TempDir Path folder
  StrategyOfASpec strategy = new StrategyOfASpec(decides: { request -> request.path().raw() == '/live' ? text() : serve() }, limits: { it.path().raw() != '/live' })
  @AutoCleanup ServiceFixture server
  PollingConditions soon = new PollingConditions(timeout: 10)
  Path file

  def setup() {
    file = sparse('disk.iso', LENGTH)
  }

  Path sparse(String name, long length) {
    def path = folder.resolve(name)
    try (def channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.wrap('end'.bytes), length - 3)
    }
    path
  }

  Serve serve() {
    new Serve(new Content('application/octet-stream', Body.of(new FileRange(file, 0, LENGTH)), '"t"', Optional.empty(), [:]), Trace.of('spec'))
  }

  static Serve text() {
    new Serve(Content.text('text/plain', 'alive'), Trace.of('spec'))
  }

  void start(String settings = '', String mount = '') {
    server = strategy.installedIn { ServiceFixture.start(StrategyOfASpec.yaml(settings, mount)) }
  }

  /** How many descriptors of this process are open on the file. */
  int open() {
    new File('/proc/self/fd').listFiles().count {
      try {
        Files.readSymbolicLink(it.toPath()).toString().startsWith(file.toString())
      } catch (IOException _) {
        false
      }
    }
  }

  /** A client whose socket holds little, which has seen the head. */
  HttpConnection begun() {
    def connection = new HttpConnection(server.port, 64 * 1024)
    connection.request('GET', '/').readHead()
    connection
  }

  def "a download is one open file, however many ranges of it there are, and none afterwards"() {
    given:
    start()
    def connection = begun()

    expect:
    open() == 1
    connection.readSome(LENGTH as int)[-3..-1] == 'end'.bytes as List
    soon.eventually { assert open() == 0 }

    cleanup:
    connection.close()
  }

  def "a file that is deleted meanwhile comes whole"() {
    given:
    start()
    def connection = begun()

    when:
    Files.delete(file)

    then:
    connection.readSome(LENGTH as int)[-3..-1] == 'end'.bytes as List

    cleanup:
    connection.close()
  }

  def "a file that is #what is 500 with a line, over HTTP and Lambda"() {
    given:
    start()
    spoil(file)
    def function = strategy.installedIn { new FunctionFixture(StrategyOfASpec.yaml()) }
    def lambda = function.behind(EventFormat.ALL['ALB'], { it })

    expect:
    [server.get('/'), server.get('/', [Range: 'bytes=-9']), lambda.exchange('GET', '/', [Range: 'bytes=-9'])].every {
      it.status == 500 && it.text.readLines() == ["this can't be read at the moment; it was reported"]
    }
    open() == 0

    cleanup:
    function?.close()

    where:
    what      | spoil
    'missing' | { Files.delete(it) }
    'short'   | { path -> FileChannel.open(path, StandardOpenOption.WRITE).withCloseable { it.truncate(LENGTH - 1) } }
  }

  def "where a file becomes short in the middle, the client sees a body that ends too early"() {
    given:
    start()
    def connection = begun()

    when:
    FileChannel.open(file, StandardOpenOption.WRITE).withCloseable { it.truncate(50 << 20) }
    def rest = connection.readSome(LENGTH as int)

    then:
    rest.length < LENGTH
    connection.ended
    soon.eventually {
      assert server.metric('fairlead_connections_cut_total', [reason: 'broken-file']) == 1
      assert open() == 0
    }

    cleanup:
    connection.close()
  }

  def "a client that goes away leaves nothing open, and the strategy hears of it"() {
    given:
    start()

    when:
    (1..20).collect { begun() }*.close()

    then:
    soon.eventually {
      assert open() == 0
      assert strategy.seen.size() == 20
      assert server.metric('fairlead_requests_running') == 0
    }
    strategy.seen.every { status, bytes -> status == 200 && bytes < LENGTH }
  }

  def "a client that doesn't read is left"() {
    given:
    start(', idle-timeout: 1s')
    def connection = begun()

    expect:
    soon.eventually {
      assert server.metric('fairlead_connections_cut_total', [reason: 'stalled-client']) == 1
      assert open() == 0
    }

    cleanup:
    connection.close()
  }

  def "a client that reads slowly, but reads, gets on"() {
    given:
    start(', idle-timeout: 1s')
    def connection = begun()

    expect:
    (1..8).every {
      sleep(300)
      connection.readSome(512 * 1024).length == 512 * 1024
    }
    server.metric('fairlead_connections_cut_total', [reason: 'stalled-client']) == 0

    cleanup:
    connection.close()
  }

  def "the limit covers a download until it is sent, but not what has to be answered always"() {
    given:
    start('', ', max-concurrent-requests: 1')
    def connection = begun()

    expect:
    server.get('/').status == 503
    server.get('/live').text == 'alive'
    connection.readSome(LENGTH as int).length == LENGTH
    soon.eventually { assert server.get('/', [Range: 'bytes=0-0']).status == 206 }

    cleanup:
    connection.close()
  }

  def "a shutdown waits for a download"() {
    given:
    start(', shutdown-grace: 20s')
    def connection = begun()

    when:
    def closing = CompletableFuture.runAsync { server.close() }
    sleep(300)

    then:
    !closing.done
    connection.readSome(LENGTH as int).length == LENGTH
    connection.ended
    closing.join() == null

    cleanup:
    connection.close()
    server = null // it is closed
  }

  def "fifty downloads side by side come whole, and are one open file each"() {
    given:
    start()

    when:
    def connections = (1..50).collect { begun() }

    then:
    open() == 50
    connections.collect { connection -> CompletableFuture.supplyAsync { connection.readSome(8 << 20).length } }*.join() == [8 << 20] * 50

    cleanup:
    connections*.close()
  }
}
