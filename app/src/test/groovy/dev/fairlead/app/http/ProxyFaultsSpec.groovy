package dev.fairlead.app.http

import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.TwoRegistries
import dev.fairlead.testbed.Fault
import dev.fairlead.testbed.Reply
import dev.fairlead.testbed.UpstreamStandIn
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

/** Upstreams and clients that fail while one is streamed to the other. */
class ProxyFaultsSpec extends Specification {
  @Shared @AutoCleanup TwoRegistries registries = new TwoRegistries()
  @Shared @AutoCleanup ServiceFixture server = ServiceFixture.start(registries.yaml(mode: 'proxy'))
  @Shared UpstreamStandIn upstream = registries.appCiCdn
  PollingConditions soon = new PollingConditions(timeout: 5)

  def cleanup() {
    upstream.healAll()
  }

  def "an answer that breaks off half-way is seen to: #what"() {
    given:
    upstream.serve('/broken', reply)
    upstream.fail('/broken', new Fault.Truncate(3))

    expect:
    server.connect().withCloseable { connection ->
      connection.request('GET', '/broken').read().truncated && connection.ended
    }

    where:
    what            | reply
    'with a length' | Reply.of('hello'.bytes)
    'in chunks'     | Reply.of('hello'.bytes).inChunks()
  }

  def "an upstream that is down is where the client is sent: #what"() {
    given:
    upstream.fail('/down', new Fault.Reset())
    def before = unanswered()

    when:
    def answer = server.exchange(method, '/down?q', fields)

    then:
    answer.status == 307
    answer.location == "${upstream.endpoint()}/down?q"
    unanswered() == before + 1

    where:
    what     | method | fields
    'a GET'  | 'GET'  | [:]
    'a HEAD' | 'HEAD' | [:]
    'a POST' | 'POST' | ['Content-Length': 0]
  }

  def "a CONNECT, which nobody can ask the upstream for, is left to the client"() {
    given:
    def before = unanswered()

    when:
    def answer = server.exchange('CONNECT', '/x', [:])

    then:
    answer.status == 307
    answer.location == "${upstream.endpoint()}/x"
    unanswered() == before + 1
  }

  def "#target, as clients send it, asks the upstream for #asked"() {
    when:
    server.exchange('GET', target, [:])

    then:
    upstream.log().all().last().target() == asked

    where:
    target          || asked
    '/a|b'          || '/a%7Cb'
    '/1.0~rc1^git'  || '/1.0~rc1%5Egit'
    '/x?a={b}'      || '/x?a=%7Bb%7D'
    '/libstdc++%2b' || '/libstdc++%2b'
  }

  def "a client that goes away while it sends leaves nothing running"() {
    when:
    def connection = server.connect()
    connection.request('PUT', '/echo', ['Content-Length': 100], 'half')
    soon.eventually {
      assert server.metric('fairlead_requests_running') == 1
    }
    connection.close()

    then:
    soon.eventually {
      assert server.metric('fairlead_requests_running') == 0
    }
  }

  def "a body that breaks the rules half-way ends both connections"() {
    expect:
    server.connect().withCloseable { connection ->
      connection.request('POST', '/echo', ['Transfer-Encoding': 'chunked'], '5\r\nhello\r\nno-size\r\n')
      connection.read().status < 500 && connection.ended
    }
  }

  double unanswered() {
    server.metric('fairlead_proxy_unanswered_total', [mount: 'app-ci', reason: 'upstream-unreachable'])
  }
}
