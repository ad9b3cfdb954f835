package dev.fairlead.app.http

import static dev.fairlead.app.SampleRanges.addressIn

import dev.fairlead.app.HttpConnection
import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.TwoRegistries
import dev.fairlead.testbed.Fault
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** One connection and what HTTP promises on it. */
class DoorSpec extends Specification {
  @Shared @AutoCleanup TwoRegistries registries = new TwoRegistries()
  @Shared @AutoCleanup ServiceFixture server = ServiceFixture.start(registries.yaml(store: 'present-ttl: 1ms'))
  @AutoCleanup HttpConnection connection = server.connect()

  def cdn(String path) {
    "${registries.appCiCdn.endpoint()}$path"
  }

  def "a connection carries one request after the other"() {
    expect:
    (1..3).every { connection.request('GET', "/$it").read().location == cdn("/$it") }
  }

  def "pipelined requests are answered in their order, also behind a slow one"() {
    given:
    registries.testbed.s3().fail('app-ci-us-west-2', new Fault.Delay(Duration.ofMillis(300)))

    when:
    connection.request('GET', "/${registries.everywhere.key()}", ['X-Forwarded-For': addressIn('us-west-2')])
        .request('GET', '/second')
        .request('POST', '/third', ['Content-Length': 5], 'hello')
        .request('GET', '/fourth')
    def answers = (1..4).collect { connection.read() }

    then:
    registries.destination(answers[0]) == 'app-ci-us-west-2'
    answers.tail()*.location == ['/second', '/third', '/fourth'].collect { cdn(it) }

    cleanup:
    registries.testbed.s3().healAll()
  }

  def "a thousand requests sent at once are all answered"() {
    when:
    connection.send('GET /x HTTP/1.1\r\nHost: a\r\n\r\n' * 1000)

    then:
    (1..1000).every { connection.read().status == 307 }
  }

  def "a request that comes byte by byte is understood"() {
    when:
    'GET /x HTTP/1.1\r\nHost: a\r\n\r\n'.each {
      connection.send(it)
    }

    then:
    connection.read().location == cdn('/x')
  }

  def "the connection is closed where the client asks for that"() {
    when:
    connection.request('GET', '/x', [Connection: 'close'])
    def answer = connection.read()

    then:
    answer.field('connection') == 'close'
    connection.ended
  }

  def "an HTTP/1.0 client is answered and its connection closed"() {
    when:
    connection.send('GET /x HTTP/1.0\r\n\r\n')

    then:
    connection.read().location == cdn('/x')
    connection.ended
  }

  def "an HTTP/1.0 client that asks to keep the connection is told that it may"() {
    when:
    connection.send('GET /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n' * 2)
    def answers = [connection.read(), connection.read()]

    then:
    answers*.status == [307, 307]
    answers*.field('connection')*.toLowerCase() == ['keep-alive'] * 2
  }

  def "a target in absolute form is routed by its own path and host"() {
    expect:
    connection.request('GET', target).read().location == cdn(path)

    where:
    target                               || path
    'http://any.example/x/y?q=1'         || '/x/y?q=1'
    'https://any.example:8443/x'         || '/x'
    'http://any.example//evil.example/x' || '//evil.example/x'
  }

  def "a body that nobody wants is let go by, #what"() {
    expect:
    connection.request('POST', '/x', fields, body).read().location == cdn('/x')
    connection.request('GET', '/y').read().location == cdn('/y')

    where:
    what                | fields                           | body
    'with a length'     | ['Content-Length': 200_000]      | 'b' * 200_000
    'in chunks'         | ['Transfer-Encoding': 'chunked'] | '5\r\nhello\r\n0\r\n\r\n'
    'with trailers'     | ['Transfer-Encoding': 'chunked'] | '5\r\nhello\r\n0\r\nA: b\r\n\r\n'
  }

  def "a client that waits for 100 Continue gets the final answer at once"() {
    expect:
    connection.request('PUT', '/x', ['Content-Length': 5, Expect: '100-continue']).read().status == 307
    connection.send('hello').request('GET', '/y').read().location == cdn('/y')
  }

  def "a HEAD is answered without a body"() {
    expect:
    connection.request('HEAD', '/x').read('HEAD').location == cdn('/x')
    connection.request('GET', '/y').read().location == cdn('/y')
  }

  def "an unknown Host is served by the mounts that take any"() {
    expect:
    connection.request('GET', '/x', [Host: host]).read().location == cdn('/x')

    where:
    host << ['evil.example', 'evil.example:1', '[2001:db8::1]:80', '', ':', '[', 'a b', 'x' * 300]
  }

  def "a client that goes away in the middle of a request leaves nothing running"() {
    given:
    registries.testbed.s3().fail('app-ci-us-west-2', new Fault.Delay(Duration.ofMillis(200)))

    when:
    connection.request('GET', "/${registries.everywhere.key()}", ['X-Forwarded-For': addressIn('us-west-2')])
        .request('GET', '/second')
    connection.close()
    def other = server.connect().send('GET /x HT')
    other.close()
    Thread.sleep(400)

    then:
    server.metric('fairlead_requests_running') == 0

    cleanup:
    registries.testbed.s3().healAll()
  }
}
