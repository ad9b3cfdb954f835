package dev.fairlead.app.lambda

import dev.fairlead.app.host.Catalogue
import dev.fairlead.app.host.MountFixture
import dev.fairlead.spi.ConfigurationException
import dev.fairlead.spi.RequestPath
import dev.fairlead.spi.RouteDecision
import dev.fairlead.spi.RouteRequest
import dev.fairlead.spi.RouteStrategy
import dev.fairlead.spi.Trace
import spock.lang.Specification

/** The function's roles, and work that strategies put off. */
class LambdaFunctionSpec extends Specification {
  static final YAML = '''
fairlead:
  ranges: { files: [aws-ip-ranges.json] }
  mounts:
    m: { strategy: registry, access: public, pass-through: { to: "https://cdn.example" }, settings: { copies: [{ bucket: layers, region: us-east-1 }] } }
'''
  static final UPLOADER = 'cki_tools.rpm_cache.uploader_lambda'

  static class Worker implements RouteStrategy {
    final List<String> done = []

    @Override
    RouteDecision decide(RouteRequest request) {
      new RouteDecision.PassThrough(RequestPath.parse('/'), Trace.of('spec'))
    }

    @Override
    void perform(String work) {
      if (work == 'impossible') {
        throw new IllegalStateException('the upstream is away')
      }
      done << work
    }
  }

  def "background work is its mount's strategy's"() {
    given:
    def worker = new Worker()
    def catalogue = new Catalogue([MountFixture.mount([:], 'm', worker), MountFixture.mount([prefix: '/n'], 'n')])

    when:
    new WorkEvent('m', 'upload a').perform(catalogue)

    then:
    worker.done == ['upload a']

    when:
    new WorkEvent(mount, work).perform(catalogue)

    then:
    def e = thrown(RuntimeException)
    e.message == fault

    where:
    mount | work         || fault
    'm'   | 'impossible' || 'the upstream is away'
    'n'   | 'x'          || 'this strategy has no background work'
    'o'   | 'x'          || 'fairlead.perform: there is no mount o'
  }

  def "LAMBDA_HANDLER=#handler answers #what: #answers"() {
    given:
    def function = new FunctionFixture(YAML, handler == null ? [:] : [LAMBDA_HANDLER: handler])

    when:
    def fault = null
    try {
      function.ask(json)
    } catch (RuntimeException e) {
      fault = e.message
    }

    then:
    answers ? fault == null : fault.contains(hint)

    cleanup:
    function.close()

    where:
    handler                               | what     | json                                       || answers | hint
    null                                  | 'a download' | Events.example('http-api')             || true    | null
    'cki_tools.rpm_cache.handler_lambda'  | 'a download' | Events.example('http-api')             || true    | null
    'cki_tools.rpm_cache.handler_lambda'  | 'CloudFront' | Events.example('viewer-request')       || true    | null
    'cki_tools.rpm_cache.handler_lambda'  | 'work'   | [fairlead: [perform: [mount: 'm', work: '']]] || false   | 'no background work'
    UPLOADER                              | 'work'   | [fairlead: [perform: [mount: 'm', work: '']]] || false   | 'no background work'
    UPLOADER                              | 'a download' | Events.example('http-api')             || false   | 'makes this function the uploader'
    UPLOADER                              | 'CloudFront' | Events.example('viewer-request')       || false   | 'makes this function the uploader'
  }

  def "any other LAMBDA_HANDLER stops the start with one line"() {
    when:
    new FunctionFixture(YAML, [LAMBDA_HANDLER: 'index.handler'])

    then:
    def e = thrown(ConfigurationException)
    e.message.startsWith("LAMBDA_HANDLER: unknown 'index.handler'; leave it out, or take cki_tools")
  }

  def "every event is timed, and its decision counted"() {
    given:
    def function = new FunctionFixture(YAML)

    when:
    function.ask(Events.example('http-api'))
    function.ask(Events.example('viewer-request'))

    then:
    function.metric('fairlead_requests_seconds_count') == 2
    function.metric('fairlead_decisions_total', [mount: 'm', outcome: 'pass-through']) == 2

    cleanup:
    function.close()
  }

  def "a setting of its own that is wrong stops the start: #line"() {
    when:
    new FunctionFixture(YAML + "  $line\n")

    then:
    def e = thrown(ConfigurationException)
    e.message.contains(fault)
    !e.message.contains('hunter2')

    where:
    line                                    || fault
    'lambda: { too-large-redirect: here }'  || "fairlead.lambda.too-large-redirect: 'here' is not a URL"
    'lambda: { to-large-redirect: x }'      || 'fairlead.lambda.to-large-redirect'
    'edge: { secret: hunter2 }'             || 'fairlead.edge.secret: is shorter than 16'
  }
}
