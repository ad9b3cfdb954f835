package dev.fairlead.app.host

import static dev.fairlead.app.host.MountFixture.mount

import dev.fairlead.app.host.Explainer.Question
import dev.fairlead.app.host.MountFixture.Deciding
import dev.fairlead.ranges.RangeTable
import dev.fairlead.spi.ClientRegion
import dev.fairlead.spi.RegionResolver
import dev.fairlead.spi.RouteDecision
import dev.fairlead.spi.RouteDecision.Redirect
import dev.fairlead.spi.RouteRequest
import dev.fairlead.spi.RouteStrategy
import dev.fairlead.spi.Saving
import dev.fairlead.spi.Trace
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.time.Instant
import spock.lang.Specification

class ExplainerSpec extends Specification {
  static final PLACE =
      new ClientRegion(Optional.of('aws'), Optional.of('us-east-1'), Optional.empty(), Optional.of('10.0.0.0/8'))
  ClientRegion place = PLACE
  RouteRequest seen
  RouteDecision answer
  def registry = new SimpleMeterRegistry()
  def mounts = [mount('m', { seen = it; answer ?: MountFixture.PASSES.decide(it) } as Deciding, prefix: '/m')]

  Explainer explainer() {
    new Explainer(
        new Router(new Catalogue(mounts), new DecisionMeters(registry), new NetworkBudget(1000)),
        [resolve: { place }, awsRegions: { [] as TreeSet }] as RegionResolver,
        new RangeStatus({ RangeTable.of([]) }, { Instant.EPOCH }))
  }

  Map<String, Object> explain(Map<String, String> question) {
    explainer().explain(new Question(question.url, question.ip ?: '192.0.2.1', question.method ?: 'GET',
        Optional.ofNullable(question.agent), Optional.ofNullable(question.distribution)))
  }

  def "the request is made of the question"() {
    when:
    explain(url: 'https://Any.Example:8443/m/a%20b?q=1', ip: '2001:db8::1', method: 'HEAD', agent: 'x/1', distribution: 'E1')

    then:
    with(seen) {
      method() == 'HEAD'
      host() == 'any.example'
      path().raw() == '/a%20b'
      query() == Optional.of('q=1')
      client() == InetAddress.ofLiteral('2001:db8::1')
      fields().first('user-agent') == Optional.of('x/1')
      distribution() == Optional.of('E1')
    }
  }

  def "the answer tells outcome, reason, place and steps, without secrets"() {
    given:
    answer = new Redirect('https://b.example/k?X-Amz-Signature=abc&x=1', 307, Optional.empty(),
        new Saving(OptionalLong.empty(), 0.01d),
        new Trace('found', place, [new Trace.Considered('b', 0.01d, 'present'), new Trace.Noted('hm')]))

    expect:
    explain(url: 'https://a/m/k?token=t') == [
        url: 'https://a/m/k?token=REDACTED', client: [address: '192.0.2.1', cloud: 'aws', region: 'us-east-1', prefix: '10.0.0.0/8'],
        ranges: [:], mount: 'm', outcome: 'redirect', reason: 'found',
        location: 'https://b.example/k?X-Amz-Signature=REDACTED&x=1',
        steps: [[copy: 'b', 'usd-per-gb': 0.01d, verdict: 'present'], [note: 'hm']]]
    registry.find('fairlead.decisions').counters().empty
  }

  def "a strategy is asked to explain, not to decide: deciding may make work"() {
    given:
    mounts << mount('explaining', new RouteStrategy() {
      RouteDecision decide(RouteRequest request) { throw new IllegalStateException('it was made') }

      RouteDecision explain(RouteRequest request) { new RouteDecision.PassThrough(request.path(), Trace.of('explained')) }
    }, prefix: '/explaining')

    expect:
    explain(url: 'https://a/explaining/x').reason == 'explained'
  }

  def "a request without a mount is said to have none"() {
    expect:
    explain(url: 'https://a/x').outcome == 'no-mount'
  }

  def "#question is refused with a word why"() {
    when:
    explain(question)

    then:
    def e = thrown(IllegalArgumentException)
    e.message

    where:
    question << [
        [url: '/m/x'], [url: 'mailto:a@b'], [url: 'https://a/m/%2e%2e'], [url: 'https://a b/'],
        [url: 'https://a/m/x', ip: 'client.example'], [url: 'https://a/m/x', ip: '1.2.3'], [url: '', ip: '']]
  }
}
