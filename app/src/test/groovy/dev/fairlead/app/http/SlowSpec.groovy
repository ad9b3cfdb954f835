package dev.fairlead.app.http

import dev.fairlead.app.HttpConnection
import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.TwoRegistries
import dev.fairlead.app.aws.RawServer
import dev.fairlead.testbed.Payload
import dev.fairlead.testbed.Reply
import dev.fairlead.testbed.UpstreamStandIn
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

/** Clients and upstreams that keep us waiting are left. */
class SlowSpec extends Specification {
  static final LIMITS = 'idle-timeout: 1s, header-timeout: 400ms'
  @Shared @AutoCleanup TwoRegistries registries = new TwoRegistries()
  @Shared @AutoCleanup ServiceFixture server = ServiceFixture.start(registries.yaml(mode: 'proxy', server: LIMITS))
  @Shared UpstreamStandIn upstream = registries.appCiCdn
  PollingConditions soon = new PollingConditions(timeout: 5)

  double cut(String reason) {
    server.metric('fairlead_connections_cut_total', [reason: reason])
  }

  void drip(HttpConnection connection, String text) {
    try {
      text.each { connection.send(it); sleep(50) }
    } catch (SocketException _) {
      // it was left, which is what the spec wants
    }
  }

  def "a head that drips is answered 408 and left, #what"() {
    given:
    def before = cut('slow-head')
    upstream.serve('/x', 'x'.bytes)
    def connection = server.connect()

    when:
    first.times { connection.request('GET', '/x').read() }
    drip(connection, start + 'a' * 12)

    then:
    connection.read().status == 408
    connection.ended
    cut('slow-head') == before + 1

    cleanup:
    connection.close()

    where:
    what                          | first | start
    'at once'                     | 0     | 'GET /'
    'after a request'             | 1     | 'GET /'
    'in a field'                  | 0     | 'GET / HTTP/1.1\r\nA: '
    'which is nothing but lines'  | 0     | '\r\n' * 8
  }

  def "a head that comes slowly, but in time, is understood, and a pause behind it is no fault"() {
    given:
    upstream.serve('/x', 'x'.bytes)

    expect:
    server.connect().withCloseable { connection ->
      (1..2).every {
        connection.send('GET /x HTTP/1.1\r\n')
        sleep(100)
        connection.send('Host: a\r\n\r\n')
        def answer = connection.read()
        sleep(600)
        answer.text == 'x'
      }
    }
  }

  def "a connection without a byte is closed"() {
    expect:
    server.connect().withCloseable { it.ended }
  }

  def "a client that stops in its body is left"() {
    given:
    def before = cut('stalled-request')

    expect:
    server.connect().withCloseable { connection ->
      connection.request('PUT', '/echo', ['Content-Length': 100], 'half')
      connection.ended
    }
    soon.eventually {
      assert cut('stalled-request') == before + 1
      assert server.metric('fairlead_requests_running') == 0
    }
  }

  def "a client that doesn't read its answer is left"() {
    given:
    def before = cut('stalled-client')
    upstream.serve('/big', Reply.of(Payload.pattern(400L << 20)))
    def connection = new HttpConnection(server.port, 64 * 1024)

    when:
    connection.request('GET', '/big').readHead()

    then:
    soon.eventually {
      assert cut('stalled-client') == before + 1
      assert server.metric('fairlead_requests_running') == 0
    }

    cleanup:
    connection.close()
  }

  def "a client that reads slowly, but reads, gets on"() {
    given:
    def before = cut('stalled-client')
    upstream.serve('/big', Reply.of(Payload.pattern(400L << 20)))
    def connection = new HttpConnection(server.port, 64 * 1024)
    connection.request('GET', '/big').readHead()

    expect:
    (1..8).every {
      sleep(300)
      connection.readSome(512 * 1024).length == 512 * 1024
    }
    cut('stalled-client') == before

    cleanup:
    connection.close()
  }

  def "an upstream that stops half-way is left, and the client sees that something is missing"() {
    given:
    def hanging = new RawServer({ Socket socket ->
      socket.outputStream << 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'
      sleep(20_000)
    })
    def other = ServiceFixture.start(mount(hanging))

    expect:
    other.connect().withCloseable { connection ->
      def answer = connection.request('GET', '/x').read()
      answer.status == 200 && answer.text == 'half' && answer.truncated
    }
    other.metric('fairlead_connections_cut_total', [reason: 'stalled-upstream']) == 1

    cleanup:
    other.close()
    hanging.close()
  }

  /** The JDK's client takes a bare CR for the end of a line; what counts is that none goes on from here. */
  def "no field goes on to a client with #what in it"() {
    given:
    def evil = new RawServer({ Socket socket ->
      socket.outputStream << "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-A: $value\r\n\r\n"
      sleep(200)
    })
    def other = ServiceFixture.start(mount(evil))

    expect:
    !other.get('/x').fields.any { it[1] =~ /[\x00-\x08\x0a-\x1f]/ }

    cleanup:
    other.close()
    evil.close()

    where:
    what             | value
    'a bare CR'      | 'a\rSet-Cookie: b=c'
    'a NUL'          | 'a\u0000Set-Cookie: b=c'
    'a bare CR twice' | 'a\r\rSet-Cookie: b=c'
  }

  String mount(RawServer server) {
    """
fairlead:
  server: { host: 127.0.0.1, access-log: false, $LIMITS }
  ranges: { files: [aws-ip-ranges.json] }
  mounts:
    m:
      strategy: registry
      access: public
      pass-through: { to: "$server.url", mode: proxy }
      settings: { copies: [{ bucket: one, region: us-east-1 }] }
"""
  }

  def "what a client proves itself with goes to the configured host and to no other"() {
    given:
    def elsewhere = UpstreamStandIn.start(0)
    def location = "${elsewhere.endpoint()}/y".toString()
    upstream.serve('/x', Reply.status(302).with('Location', location))

    when:
    def answer = server.get('/x', [Authorization: 'Bearer t', Cookie: 'a=b'])

    then:
    answer.status == 302
    answer.location == location
    upstream.requests('/x').last().header('authorization').get() == 'Bearer t'
    elsewhere.log().all() == []

    cleanup:
    elsewhere.close()
  }

  def "#target is asked of the configured host"() {
    when:
    server.get(target, [Host: 'evil.example', 'X-Forwarded-Host': 'evil.example'])

    then:
    upstream.log().all().last().target() == asked

    where:
    target                     || asked
    '//evil.example/x'         || '//evil.example/x'
    '/@evil.example/x'         || '/@evil.example/x'
    'http://evil.example/x'    || '/x'
    '/x?u=http://evil.example' || '/x?u=http://evil.example'
  }
}
