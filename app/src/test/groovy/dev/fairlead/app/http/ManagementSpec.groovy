package dev.fairlead.app.http

import static dev.fairlead.app.SampleRanges.addressIn
import static dev.fairlead.app.SampleRanges.from

import com.fasterxml.jackson.databind.ObjectMapper
import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.TwoRegistries
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** What operators see and switch, on a port of their own. */
class ManagementSpec extends Specification {
  @Shared @AutoCleanup TwoRegistries registries = new TwoRegistries()
  @Shared @AutoCleanup ServiceFixture server = ServiceFixture.start(registries.yaml())

  def json(String method, String target) {
    new ObjectMapper().readValue(server.manage(method, target).text, Object)
  }

  String blobFrom(String place) {
    registries.destination(server.get("/${registries.everywhere.key()}", from(place)))
  }

  def "#method #target belongs to the management port alone"() {
    expect:
    server.manage(method, target).status == status
    server.exchange(method, target, [:]).location == "${registries.appCiCdn.endpoint()}$target"

    where:
    method | target                 || status
    'GET'  | '/prometheus'          || 200
    'GET'  | '/metrics'             || 200
    'GET'  | '/health'              || 200
    'GET'  | '/mounts'              || 200
    'GET'  | '/explain?url=x&ip=y'  || 400
    'GET'  | '/explain'             || 400
    'GET'  | '/mounts/nobody'       || 404
    'PUT'  | '/mounts/nobody/bypass' || 404
    'GET'  | '/beans'               || 404
    'GET'  | '/env'                 || 404
    'GET'  | '/docker'              || 404
  }

  def "the emergency switch sends everything through, and back"() {
    given:
    def labels = [mount: 'app-ci', outcome: 'pass-through', reason: 'bypass']

    expect:
    blobFrom('us-east-1') == 'app-ci-us-east-1'
    json('PUT', '/mounts/app-ci/bypass').bypass
    blobFrom('us-east-1') == 'app-ci CDN'
    server.metric('fairlead_decisions_total', labels) == 1
    json('GET', '/mounts')*.bypass == [true, false]
    !json('DELETE', '/mounts/app-ci/bypass').bypass
    blobFrom('us-east-1') == 'app-ci-us-east-1'
  }

  def "mounts are listed with what they are"() {
    expect:
    json('GET', '/mounts')[1] == [
        name: 'build01', strategy: 'registry', bypass: false,
        'pass-through': registries.build01Cdn.endpoint().toString()]
  }

  def "a request is explained without being made or counted, and its signature is not told"() {
    given:
    def before = server.metric('fairlead_decisions_total')

    when:
    def url = URLEncoder.encode("https://any.example/build01/${registries.everywhere.key()}?token=sesame", 'UTF-8')
    def answer = server.manage('GET', "/explain?url=$url&ip=${addressIn('us-west-2')}")
    def told = new ObjectMapper().readValue(answer.text, Object)

    then:
    told.mount == 'build01'
    told.outcome == 'redirect'
    told.reason == 'copy-present'
    told.client == [address: addressIn('us-west-2'), cloud: 'aws', region: 'us-west-2', 'border-group': 'us-west-2',
                    prefix: '198.18.2.0/24']
    told.steps[0] == [copy: 'app-ci-us-west-2', 'usd-per-gb': 0, verdict: 'copy-present']
    told.ranges.aws.created == '2026-01-01T00:00:00Z'
    told.location.contains('X-Amz-Signature=REDACTED')
    !(answer.text =~ 'sesame|Signature=[0-9a-f]|Token=[^R]|Credential=[^R]')
    server.metric('fairlead_decisions_total') == before
  }

  def "metrics hold the ranges' age, the breakers and what was spared, and no secret"() {
    when:
    blobFrom('us-west-2')
    def text = server.manage('GET', '/metrics').text

    then:
    text.contains('fairlead_ranges_age_seconds{cloud="aws"}')
    text.contains('fairlead_breaker_open{bucket="app-ci-us-west-2"} 0.0')
    text.contains('fairlead_probe_seconds_count{bucket="app-ci-us-west-2",result="present"}')
    server.metric('fairlead_saved_usd_total', [mount: 'app-ci']) > 0
    server.metric('fairlead_redirected_bytes_total', [mount: 'app-ci']) > 0
    !(text =~ 'AKIA|Signature|secret')
  }
}
