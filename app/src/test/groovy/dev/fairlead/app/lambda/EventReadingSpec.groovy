package dev.fairlead.app.lambda

import com.fasterxml.jackson.databind.ObjectMapper
import dev.fairlead.app.client.ClientAddress
import dev.fairlead.app.client.ClientAddressSettings
import dev.fairlead.app.client.ClientAddressSettings.Header
import dev.fairlead.app.client.ClientAddressSettings.Source
import dev.fairlead.ranges.RangeTable
import dev.fairlead.spi.MalformedPathException
import dev.fairlead.spi.RouteRequest
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import spock.lang.Specification

/** What each shape of event says about a request. */
class EventReadingSpec extends Specification {
  static final FRONTS = EventFormat.ALL.keySet() - 'edge shim'
  static final DECODING = ['HTTP API', 'HTTP API, stage', 'HTTP API, 1.0']

  static Event event(Map<String, ?> json) {
    Event.of(new ObjectMapper().valueToTree(json))
  }

  static ClientAddress clients(Source source, int hops = 0) {
    def settings = new ClientAddressSettings(source, Header.X_FORWARDED_FOR, hops, [], false, Optional.empty())
    new ClientAddress(settings, { RangeTable.embedded() }, new SimpleMeterRegistry())
  }

  static RouteRequest request(Map<String, ?> json, ClientAddress clients = clients(Source.PEER)) {
    def event = event(json)
    event instanceof EdgeEvent ? event.request() : ((WebEvent) event).request(clients)
  }

  static RouteRequest through(String front, String target, Map<String, ?> fields = [:]) {
    request(EventFormat.ALL[front].event(new EventFormat.Ask('GET', target, fields)))
  }

  def "the documentation's example #name is read as #type"() {
    when:
    def json = Events.example(name)
    def request = request(json)

    then:
    event(json).class.simpleName == type
    request.method() == method
    request.path().raw() == path
    request.query().orElse(null) == query
    request.client().hostAddress == client
    request.host() == host
    request.distribution().orElse(null) == distribution

    where:
    name              | type            | method | path       | query                                                  | client            | host | distribution
    'function-url'    | 'PayloadTwo'    | 'POST' | '/my/path' | 'parameter1=value1&parameter1=value2&parameter2=value' | '123.123.123.123' | '<url-id>.lambda-url.us-west-2.on.aws' | null
    'http-api'        | 'PayloadTwo'    | 'POST' | '/my/path' | 'parameter1=value1&parameter1=value2&parameter2=value' | '192.0.2.1'       | 'id.execute-api.us-east-1.amazonaws.com' | null
    'rest-api'        | 'PayloadOne'    | 'GET'  | '/'        | null                                                   | '52.255.255.12'   | '70ixmpl4fl.execute-api.us-east-2.amazonaws.com' | null
    'alb'             | 'BalancerEvent' | 'GET'  | '/'        | 'myKey=val2'                                           | '72.21.198.66'    | 'lambda-846800462-us-east-2.elb.amazonaws.com' | null
    'alb-multi-value' | 'BalancerEvent' | 'GET'  | '/'        | 'myKey=val1&myKey=val2'                                | '72.21.198.66'    | 'lambda-846800462-us-east-2.elb.amazonaws.com' | null
    'viewer-request'  | 'EdgeEvent'     | 'GET'  | '/'        | null                                                   | '203.0.113.178'   | 'd111111abcdef8.cloudfront.net' | 'EDFDVBD6EXAMPLE'
    'origin-request'  | 'EdgeEvent'     | 'GET'  | '/'        | null                                                   | '203.0.113.178'   | 'example.org' | 'EDFDVBD6EXAMPLE'
  }

  def "however it is spelled, #sent names one file through #front"() {
    expect:
    through(front, "/Packages/l/$sent").path().decoded() == "/Packages/l/$file"

    where:
    sent                                                    || file
    'libstdc++-1.0~rc1^git-1.fc44.x86_64.rpm'               || 'libstdc++-1.0~rc1^git-1.fc44.x86_64.rpm'
    'libstdc%2B%2B-1.0%7Erc1%5Egit-1.fc44.x86_64.rpm'       || 'libstdc++-1.0~rc1^git-1.fc44.x86_64.rpm'
    'libstdc%2b%2b-1.0%7erc1%5egit-1%2Efc44.x86_64.rpm'     || 'libstdc++-1.0~rc1^git-1.fc44.x86_64.rpm'
    'perl(a)%25b-1.rpm'                                     || 'perl(a)%b-1.rpm'
    'a%2520b.rpm'                                           || 'a%20b.rpm'
    'a%20b.rpm'                                             || 'a b.rpm'
    'caf%C3%A9-%F0%9F%93%A6.rpm'                            || 'café-📦.rpm'
    'cafe%CC%81.rpm'                                        || 'cafe\u0301.rpm'
    'a%23b.rpm'                                             || 'a#b.rpm'
    "a!\$&'()*+,;=:@b.rpm"                                  || "a!\$&'()*+,;=:@b.rpm"
    'a//b.rpm'                                              || 'a//b.rpm'
    combined:
    front << FRONTS
  }

  def "no front lets #sent through, but as #seen where it was decoded before"() {
    given:
    def refused = [:]

    when:
    FRONTS.each { front ->
      try {
        refused[front] = "let through: ${through(front, sent).path()}"
      } catch (MalformedPathException e) {
        refused[front] = e.message
      }
    }

    then:
    refused.findAll { it.value.startsWith('let through') }.keySet() as List == (seen ? DECODING : [])
    !seen || DECODING.every { refused[it] == "let through: $seen" }

    where:
    sent           || seen
    '/../x'        || null
    '/a/%2e%2E/x'  || null
    '/a/./x'       || null
    '/a%00b'       || null
    '/a%5Cb'       || null
    '/a%0d%0ab'    || null
    'no-slash'     || null
    '/a%2Fb'       || '/a/b' // an HTTP API has decoded it, so nobody can tell any more
    '/a%2F..%2Fb'  || null
    '/%ff'         || '/%EF%BF%BD'
    '/100%'        || '/100%25'
    '/%zz'         || '/%25zz'
  }

  def "a stage #stage before #raw is taken off: #path"() {
    expect:
    request([version: '2.0', rawPath: raw, requestContext: [domainName: 'x.execute-api.eu-west-1.amazonaws.com', stage: stage, http: [method: 'GET']]])
        .path().raw() == path

    where:
    raw         | stage      || path
    '/prod/a/b' | 'prod'     || '/a/b'
    '/prod'     | 'prod'     || '/'
    '/prod/'    | 'prod'     || '/'
    '/product'  | 'prod'     || '/product'
    '/a'        | 'prod'     || '/a'
    '/$default' | '$default' || '/$default'
    '/a'        | null       || '/a'
  }

  def "an event of the path alone, as the RPM cache was tested with: #json"() {
    expect:
    [request(json).method(), request(json).path().raw(), request(json).client().hostAddress] == ['GET', path, '0.0.0.0']

    where:
    json                                                                 || path
    [pathParameters: [path: 'pub/fedora/libstdc++-1.rpm']]               || '/pub/fedora/libstdc++-1.rpm'
    [pathParameters: [path: 'a b%']]                                     || '/a%20b%25'
    [pathParameters: [path: 'a'], requestContext: [http: [method: 'GET']]] || '/a'
  }

  def "an event without a path is the client's mistake: #json"() {
    when:
    request(json)

    then:
    def e = thrown(MalformedPathException)
    e.message == 'the event has no path'

    where:
    json << [[pathParameters: null], [pathParameters: [:]], [pathParameters: [proxy: 'x']], [requestContext: [http: [:]]], [rawPath: null, pathParameters: [path: 7]]]
  }

  def "cookies of payload 2.0 make one field, also where the field is there too"() {
    expect:
    request([rawPath: '/', cookies: ['a=1', 'b=2'], headers: fields, requestContext: [domainName: 'i.lambda-url.x.on.aws', http: [method: 'GET']]])
        .fields().all('Cookie') == ['a=1; b=2']

    where:
    fields << [[:], [cookie: 'a=1; b=2'], [Cookie: 'a=1; b=2']]
  }

  def "the client of #front is #client with #source and X-Forwarded-For #forwarded"() {
    given:
    def json = EventFormat.ALL[front].event(new EventFormat.Ask('GET', '/', forwarded ? ['X-Forwarded-For': forwarded] : [:]))

    expect:
    request(json, clients(source, source == Source.FORWARDED ? 1 : 0)).client().hostAddress == client

    where:
    source           | forwarded                       || client
    Source.PEER      | null                            || EventFormat.PEER
    Source.PEER      | '198.51.100.1'                  || EventFormat.PEER
    Source.FORWARDED | '198.51.100.1'                  || '198.51.100.1'
    Source.FORWARDED | ['192.0.2.66', '198.51.100.1']  || '198.51.100.1'
    Source.FORWARDED | '192.0.2.66, 2001:db8::1'       || '2001:db8:0:0:0:0:0:1'
    Source.FORWARDED | null                            || EventFormat.PEER
    combined:
    front << FRONTS - ['viewer-request', 'origin-request']
  }

  def "a load balancer that appends ports says the same: #last"() {
    expect:
    request([requestContext: [elb: [:]], httpMethod: 'GET', path: '/', headers: ['x-forwarded-for': '192.0.2.66, ' + last]]).client().hostAddress == client

    where:
    last                   || client
    '198.51.100.1:4711'    || '198.51.100.1'
    '[2001:db8::1]:4711'   || '2001:db8:0:0:0:0:0:1'
    'nobody'               || '0.0.0.0'
  }

  def "no shape is #json"() {
    when:
    event(json)

    then:
    def e = thrown(EventException)
    e.message.contains(hint)
    !e.message.contains('\n')

    where:
    json                                                                   || hint
    [:]                                                                    || 'none of the known shapes: payload 2.0'
    [Records: []]                                                          || 'CloudFront viewer-request and origin-request'
    [Records: [[eventSource: 'aws:s3', s3: [:]]]]                          || 'none of the known shapes'
    [Records: [[cf: [config: [eventType: 'origin-response'], request: [:], response: [:]]]]] || 'none of the known shapes'
    [Records: [[cf: [config: [eventType: 'viewer-request']]]]]             || 'none of the known shapes'
    [httpMethod: 'GET', path: '/']                                         || 'none of the known shapes'
    [requestContext: [routeKey: '$connect', connectionId: 'x']]            || 'none of the known shapes'
    [fairlead: [perform: [mount: 'm']]]                                    || 'two texts: mount and work'
    [fairlead: 'perform']                                                  || '{"fairlead":{"perform":'
  }
}
