package dev.fairlead.app.http

import dev.fairlead.app.HttpConnection
import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.TwoRegistries
import dev.fairlead.testbed.Fault
import dev.fairlead.testbed.Payload
import dev.fairlead.testbed.Reply
import dev.fairlead.testbed.UpstreamStandIn
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

/** Pass-through by streaming: the client never sees that somebody stands between. */
class ProxySpec extends Specification {
  static final HUGE = 400L << 20
  @Shared @AutoCleanup TwoRegistries registries = new TwoRegistries()
  @Shared @AutoCleanup ServiceFixture server = ServiceFixture.start(registries.yaml(mode: 'proxy'))
  @Shared UpstreamStandIn upstream = registries.appCiCdn
  PollingConditions soon = new PollingConditions(timeout: 5)

  def cleanup() {
    upstream.healAll()
  }

  def "#what comes through as it is"() {
    given:
    upstream.serve('/x', reply)

    when:
    def answer = server.exchange(method, '/x', [:])

    then:
    answer.status == status
    answer.text == body
    !answer.truncated
    answer.field(field) == value

    where:
    what                  | method | reply                                                  || status | body    | field               | value
    'content'             | 'GET'  | Reply.of('hello'.bytes).with('ETag', '"1"')             || 200    | 'hello' | 'etag'              | '"1"'
    'content in chunks'   | 'GET'  | Reply.of('hello'.bytes).inChunks()                      || 200    | 'hello' | 'transfer-encoding' | 'chunked'
    'nothing'             | 'GET'  | Reply.of(new byte[0])                                   || 200    | ''      | 'content-length'    | '0'
    'a HEAD'              | 'HEAD' | Reply.of('hello'.bytes)                                 || 200    | ''      | 'content-length'    | '5'
    'not modified'        | 'GET'  | new Reply(304, [ETag: '"1"'], Payload.of(new byte[0]), false) || 304 | ''   | 'etag'              | '"1"'
    'a redirect'          | 'GET'  | Reply.status(302).with('Location', '/y')                || 302    | 'Found\n' | 'location'        | '/y'
    'not found'           | 'GET'  | Reply.status(404)                                       || 404    | 'Not Found\n' | 'content-type' | 'text/plain'
    "the upstream's 503"  | 'GET'  | Reply.status(503)                                       || 503    | 'Service Unavailable\n' | 'content-type' | 'text/plain'
  }

  def "path, query and fields go up; what belongs to one connection doesn't"() {
    given:
    upstream.serve('/a%2Bb', Reply.of('x'.bytes).with('Proxy-Authenticate', 'Basic').with('X-Kept', '2'))

    when:
    def answer = server.get('/a%2Bb?q=%2e+', [
        'X-Forwarded-For': '192.0.2.9, 192.0.2.1', 'Connection': 'close, X-Mine', 'X-Mine': 'gone', 'TE': 'trailers',
        'Proxy-Authorization': 'Basic x', 'Upgrade': 'h2c', 'Range': 'bytes=0-0', 'User-Agent': 'spec', 'Authorization': 'Bearer t'])
    def seen = upstream.requests('/a%2Bb').last()

    then:
    answer.field('x-kept') == '2'
    answer.all('proxy-authenticate') == []
    seen.target() == '/a%2Bb?q=%2e+'
    ['range', 'user-agent', 'authorization', 'x-forwarded-for'].collect { seen.header(it).get() } ==
        ['bytes=0-0', 'spec', 'Bearer t', '192.0.2.1']
    ['x-mine', 'te', 'proxy-authorization', 'upgrade'].every { seen.header(it).empty }
    !seen.header('host').get().contains('door.example')
  }

  def "a request body goes up, #what"() {
    expect:
    server.connect().withCloseable { connection ->
      (1..2).every { connection.request(method, '/echo', fields, wire).read().text == body }
    }

    where:
    what            | method | fields                           | wire                                       || body
    'with a length' | 'PUT'  | ['Content-Length': 100_000]      | 'b' * 100_000                              || 'b' * 100_000
    'in chunks'     | 'POST' | ['Transfer-Encoding': 'chunked'] | '5\r\nhello\r\n6\r\n again\r\n0\r\n\r\n'    || 'hello again'
  }

  def "a body that comes while the request before it is under way goes up too"() {
    given:
    upstream.serve('/slow', 'slow'.bytes)
    upstream.fail('/slow', new Fault.Delay(Duration.ofMillis(200)))

    expect:
    server.connect().withCloseable { connection ->
      connection.request('GET', '/slow')
          .request('PUT', '/echo', ['Content-Length': 5], 'hello')
          .request('POST', '/echo', ['Transfer-Encoding': 'chunked'], '5\r\nagain\r\n0\r\n\r\n')
          .request('GET', '/slow')
      (1..4).collect { connection.read().text } == ['slow', 'hello', 'again', 'slow']
    }
  }

  def "a client that waits for 100 Continue is told to go on"() {
    expect:
    server.connect().withCloseable { connection ->
      connection.request('PUT', '/echo', ['Content-Length': 5, Expect: '100-continue'])
      connection.read().status == 100 && connection.send('hello').read().text == 'hello'
    }
  }

  def "an upstream that is slow to begin doesn't change the order of answers"() {
    given:
    upstream.serve('/slow', 'slow'.bytes)
    upstream.serve('/fast', 'fast'.bytes)
    upstream.fail('/slow', new Fault.Delay(Duration.ofMillis(200)))

    expect:
    server.connect().withCloseable { connection ->
      connection.request('GET', '/slow').request('GET', '/fast').request('GET', '/slow')
      (1..3).collect { connection.read().text } == ['slow', 'fast', 'slow']
    }
  }

  def "a client that doesn't read stalls the upstream, and gets every byte once it reads"() {
    given:
    upstream.serve('/big', Reply.of(Payload.pattern(HUGE)))
    def connection = new HttpConnection(server.port, 64 * 1024)

    when:
    connection.request('GET', '/big').readHead()
    def stalled = stalledAt('/big')
    def bytes = connection.readSome(1 << 20)

    then:
    stalled < HUGE.intdiv(4)
    (0..<bytes.length).every { bytes[it] == (byte) (it % 251) }

    when: 'it goes away'
    connection.close()

    then: 'nothing runs for it any more'
    soon.eventually {
      assert server.metric('fairlead_requests_running') == 0
    }
    upstream.bytesSent('/big') < HUGE.intdiv(2)
  }

  long stalledAt(String path) {
    long before = -1
    while (upstream.bytesSent(path) != before) {
      before = upstream.bytesSent(path)
      Thread.sleep(300)
    }
    before
  }
}
