package dev.fairlead.app.http

import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.StrategyOfASpec
import dev.fairlead.app.lambda.FunctionFixture
import dev.fairlead.spi.Content
import dev.fairlead.spi.RouteDecision.Serve
import dev.fairlead.spi.Trace
import java.nio.charset.StandardCharsets
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout

/** A body that a strategy wants, up to ten bytes of it. */
@Timeout(30)
class BodySpec extends Specification {
  @Shared StrategyOfASpec strategy = new StrategyOfASpec(takes: 10, atOnce: true, decides: { request ->
    def body = StandardCharsets.UTF_8.decode(request.body().duplicate())
    new Serve(Content.text('text/plain', "$body secure=${request.secure()}"), Trace.of('spec'))
  })
  @Shared @AutoCleanup ServiceFixture server = strategy.installedIn { ServiceFixture.start(StrategyOfASpec.yaml(', idle-timeout: 1s')) }
  @Shared @AutoCleanup FunctionFixture function = strategy.installedIn { new FunctionFixture(StrategyOfASpec.yaml()) }

  def "a body that is sent #how is read before the strategy decides, and the connection goes on"() {
    expect:
    server.connect().withCloseable { connection ->
      (1..3).every { connection.request('POST', '/', fields, body).read().text == "$text secure=false" }
    }

    where:
    how             | fields                           | body                                       || text
    'with a length' | ['Content-Length': 10]           | '0123456789'                               || '0123456789'
    'in chunks'     | ['Transfer-Encoding': 'chunked'] | '5\r\nhello\r\n2\r\n, \r\n0\r\n\r\n'       || 'hello, '
    'empty'         | ['Content-Length': 0]            | ''                                         || ''
    'not at all'    | [:]                              | ''                                         || ''
  }

  def "a body that is too large, #how, is 413 with a line, and the connection goes on"() {
    expect:
    server.connect().withCloseable { connection ->
      def answer = connection.request('POST', '/', fields, body).read()
      answer.status == 413 && answer.text == 'the body may have 10 bytes at most\n' && connection.request('GET', '/').read().status == 200
    }

    where:
    how             | fields                           | body
    'with a length' | ['Content-Length': 11]           | '0123456789a'
    'in chunks'     | ['Transfer-Encoding': 'chunked'] | '6\r\nhello,\r\n6\r\nworld!\r\n0\r\n\r\n'
  }

  def "a client that waits for 100 Continue gets it, or 413 at once"() {
    expect:
    server.connect().withCloseable { connection ->
      connection.request('POST', '/', ['Content-Length': 5, Expect: '100-continue']).read().status == 100 &&
          connection.send('hello').read().text == 'hello secure=false' &&
          connection.request('POST', '/', ['Content-Length': 11, Expect: '100-continue']).read().status == 413
    }
  }

  def "a chunk that can't be read is 400"() {
    expect:
    server.connect().withCloseable { connection ->
      connection.request('POST', '/', ['Transfer-Encoding': 'chunked'], 'x\r\n').read().status == 400 && connection.ended
    }
  }

  def "a client that stops in its body is left"() {
    expect:
    server.connect().withCloseable { connection ->
      connection.request('POST', '/', ['Content-Length': 5], 'he')
      connection.ended
    }
    new spock.util.concurrent.PollingConditions(timeout: 5).eventually { assert server.metric('fairlead_requests_running') == 0 }
  }

  def "under Lambda the event's body #body is #status"() {
    when:
    def answer = function.ask([
        version: '2.0', rawPath: '/', rawQueryString: '', headers: [host: 'a'], body: body, isBase64Encoded: encoded,
        requestContext: [http: [method: 'POST', sourceIp: '192.0.2.1'], domainName: 'x.lambda-url.us-east-1.on.aws']])

    then:
    [answer.statusCode, answer.body] == [status, text]

    where:
    body           | encoded || status | text
    'hello'        | false   || 200    | 'hello secure=true'
    'aGVsbG8='     | true    || 200    | 'hello secure=true'
    null           | false   || 200    | ' secure=true'
    '0123456789a'  | false   || 413    | 'the body may have 10 bytes at most\n'
  }
}
