package dev.fairlead.spi

import java.time.Duration
import spock.lang.Specification

class ValuesSpec extends Specification {

  def "a redirect is 302 or 307, never #status"() {
    when:
    new RouteDecision.Redirect('https://h/', status, Optional.empty(), Saving.NONE, Trace.of('r'))

    then:
    thrown(IllegalArgumentException)

    where:
    status << [200, 301, 303, 308]
  }

  def "a failure is 4xx or 5xx, never #status"() {
    when:
    new RouteDecision.Fail(status, 'why', [:], Trace.of('r'))

    then:
    thrown(IllegalArgumentException)

    where:
    status << [200, 399, 600]
  }

  def "the fields of a #kind are what they were, whatever becomes of the map"() {
    given:
    def fields = [Vary: 'Origin']
    def decision = make(fields)
    fields.Vary = '*'

    expect:
    decision.fields() == [Vary: 'Origin']

    where:
    kind         | make
    'failure'    | { new RouteDecision.Fail(503, 'why', it, Trace.of('r')) }
    'no content' | { new RouteDecision.NoContent(it, Trace.of('r')) }
  }

  def "a refusal keeps its fields and knows its status"() {
    given:
    def reject = new RouteDecision.Reject(
        RouteDecision.Reason.METHOD_NOT_ALLOWED, 'no', Optional.empty(), [Allow: 'GET'], Trace.of('r'))

    expect:
    reject.reason().status() == 405
    reject.fields() == [Allow: 'GET']
  }

  def "fields are found in any case, all of them in their order"() {
    given:
    def fields = HeaderFields.of(['x-forwarded-for': ['a', 'b']])

    expect:
    fields.all('X-Forwarded-For') == ['a', 'b']
    fields.first('X-FORWARDED-FOR') == Optional.of('a')
    HeaderFields.NONE.first('x').isEmpty()
  }

  def "a request keeps all but its path when it moves below a prefix"() {
    given:
    def request = new RouteRequest('GET', 'h', RequestPath.parse('/p/a'), Optional.of('q'), HeaderFields.NONE,
        InetAddress.ofLiteral('192.0.2.1'), Optional.of('E1'))

    expect:
    with(request.withPath(RequestPath.parse('/a'))) {
      path().raw() == '/a'
      [method(), host(), query(), client(), distribution()] ==
          ['GET', 'h', Optional.of('q'), InetAddress.ofLiteral('192.0.2.1'), Optional.of('E1')]
    }
    request.withQuery(Optional.empty()).query().empty
    request.withQuery(Optional.of('x')).withQuery(Optional.of('q')) == request
    !request.secure() && !request.body().hasRemaining()
    with(request.withSecure(true).withBody(java.nio.ByteBuffer.wrap('b'.bytes)).withPath(request.path())) {
      it.secure() && it.body().readOnly && it.body().remaining() == 1
    }
  }

  def "a strategy that says nothing of it counts, reads no body, and sees nothing"() {
    given:
    def request = new RouteRequest('GET', 'h', RequestPath.parse('/a'), Optional.empty(), HeaderFields.NONE,
        InetAddress.ofLiteral('192.0.2.1'), Optional.empty())
    RouteStrategy strategy = { null }

    expect:
    strategy.isLimited(request)
    strategy.takesBody(request).empty
    strategy.observe(request).is(Observation.NONE)
    strategy.observe(request).ended(200, 1) == null
  }

  def "content has a strong tag of its bytes, which other fields don't change"() {
    given:
    def content = Content.text('text/plain', 'a')

    expect:
    content.entityTag() ==~ /"[0-9a-f]{32}"/
    content.entityTag() == content.withField('X', 'y').entityTag()
    content.entityTag() != Content.text('text/plain', 'b').entityTag()
    content.withField('X', 'y').fields() == [X: 'y']
  }

  def "a deadline ends; who may not wait has none to wait for"() {
    expect:
    Deadline.in(Duration.ofHours(1)).mayWait()
    !Deadline.in(Duration.ofHours(1)).isOver()
    Deadline.in(Duration.ZERO).isOver()
    !Deadline.AT_ONCE.mayWait()
    Deadline.AT_ONCE.remaining() == Duration.ZERO
  }

  def "a presigned URL is written without its query"() {
    expect:
    new Presigned.Url('https://b.s3.us-east-1.amazonaws.com/k?X-Amz-Signature=secret').toString() ==
        'Url[https://b.s3.us-east-1.amazonaws.com/k?…]'
  }

  def "a trace is one line"() {
    given:
    def writer = new Trace.Writer(ClientRegion.assumed('us-west-2'))
        .add(new Trace.Considered('b', 0.02d, 'copy-absent'))
        .addAll([new Trace.Noted('noted')])

    expect:
    writer.end('copy-absent').brief() == 'aws/us-west-2 copy-absent (b copy-absent at 0.020 USD/GB; noted)'
    Trace.of('method').brief() == 'unknown method'
  }

  def "a strategy that says nothing of it decides nothing at once, and closes quietly"() {
    given:
    RouteStrategy strategy = { RouteRequest request -> throw new AssertionError() }

    expect:
    strategy.decideAtOnce(null).isEmpty()
    strategy.close() == null
  }

  def "doubts are told in kebab-case"() {
    expect:
    Doubt.BREAKER_OPEN.token() == 'breaker-open'
  }

  def "a counter counts one at a time, too"() {
    given:
    def amounts = []
    Metrics.Counter counter = { long amount -> amounts << amount }

    when:
    counter.increment()

    then:
    amounts == [1L]
  }

  def "a source is reached as the system would reach it, but for the certificates"() {
    given:
    def reach = Upstreams.Reach.trusting(Optional.of(java.nio.file.Path.of('ca.pem')))

    expect:
    !reach.insecure()
    reach.idleTimeout().empty
  }

  def "a provider that says nothing of it has a source of truth, no example and nothing to drop in"() {
    given:
    def provider = new RouteStrategyProvider() {
      String type() { 'plain' }

      RouteStrategy create(StrategyContext context) { null }
    }

    expect:
    provider.hasSourceOfTruth()
    provider.example() == [:]
    provider.dropIn([PATH: '/bin']) == [:]
  }
}
