package dev.fairlead.app.lambda

import dev.fairlead.spi.RequestPath
import dev.fairlead.spi.RouteDecision
import dev.fairlead.spi.RouteRequest
import dev.fairlead.spi.Saving
import dev.fairlead.spi.Trace
import spock.lang.Specification

/** CloudFront asks: where it is to go on, it gets its own request back. */
class EdgeEventSpec extends Specification {
  static Map event(String name, Map<String, ?> more = [:]) {
    def json = Events.example(name)
    json.Records[0].cf.request.putAll(more)
    json
  }

  static Map request(Map json) {
    json.Records[0].cf.request
  }

  static OneMount passing(Closure<String> path = { it.path().raw() }) {
    new OneMount({ RouteRequest r -> new RouteDecision.PassThrough(RequestPath.parse(path(r)), Trace.of('spec')) })
  }

  def "to pass through #target of a #type is to return the request as it came"() {
    given:
    def json = event(type, [uri: target, querystring: 'a=%2e&&b'])

    expect:
    passing().ask(json) == request(json)

    where:
    [type, target] << [['viewer-request', 'origin-request'], ['/m/a%2Bb+c~d', '/m', '/m/', '/elsewhere', '/']].combinations()
  }

  def "a path that the strategy rewrote to #rewritten is #uri for CloudFront, and nothing else changes"() {
    given:
    def json = event(type, [uri: '/m/old', querystring: 'a=1'])

    expect:
    passing { rewritten }.ask(json) == request(json) + [uri: uri]

    where:
    rewritten                 | type             || uri
    '/new'                    | 'viewer-request' || '/m/new'
    '/a%20b%2Bc+~%25%C3%A9'   | 'viewer-request' || '/m/a%20b%2Bc+~%25%C3%A9'
    '/new'                    | 'origin-request' || '/m/new'
  }

  def "a request that can't be decided goes on as it came: #what"() {
    given:
    def mount = new OneMount({ throw new IllegalStateException('a bug') })
    def json = event('viewer-request', more)

    expect:
    mount.ask(json) == request(json)

    where:
    what                     | more
    'the strategy fails'     | [uri: '/m/x']
    'the path is malformed'  | [uri: '/m/../x']
    'the path is not ASCII'  | [uri: '/m/é']
    'the query is'           | [uri: '/m/x', querystring: 'é']
    'there is no path'       | [uri: null]
    'the path is a number'   | [uri: 7]
    'no address'             | [uri: '/m/x', clientIp: null]
    'no fields'              | [uri: '/m/x', headers: null]
    'odd fields'             | [uri: '/m/x', headers: [host: 'x', a: [[:], 7, null]]]
    'no mount'               | [uri: '/n/x']
  }

  def "only edge events that fail through a bug of ours are counted"() {
    given:
    def mount = passing { throw new IllegalStateException('a bug') }
    def json = event('viewer-request', [uri: '/m/x'])
    def broken = new OneMount({ new RouteDecision.Redirect(null, 307, Optional.empty(), Saving.NONE, Trace.of('spec')) })

    expect:
    mount.ask(json) == request(json)
    broken.ask(json) == request(json)
    mount.registry.counter('fairlead.edge.failures').count() == 0
    broken.registry.counter('fairlead.edge.failures').count() == 1
  }

  def "the shim's post is answered with what to give to CloudFront: #what"() {
    given:
    def json = event('viewer-request', [uri: '/m/x'])
    def post = [version: '2.0', rawPath: '/.fairlead/edge', rawQueryString: '', headers: fields, isBase64Encoded: base64,
        body: base64 ? Events.json(json).bytes.encodeBase64().toString() : Events.json(json),
        requestContext: [domainName: 'x.lambda-url.eu-west-1.on.aws', http: [method: 'POST', sourceIp: '192.0.2.1']] + iam]

    when:
    def answer = new OneMount(null, secret, { RouteRequest r -> new RouteDecision.PassThrough(r.path(), Trace.of('spec')) }).ask(post)

    then:
    answer.statusCode == status
    answer.headers['cache-control'] == 'no-store'
    status == 200 ? Events.parse(answer.body) == request(json) : answer.body == 'forbidden\n'

    where:
    what                  | base64 | iam                                | secret              | fields                                            || status
    'IAM vouches'         | true   | [authorizer: [iam: [userId: 'A']]] | null                | [:]                                               || 200
    'as text'             | false  | [authorizer: [iam: [userId: 'A']]] | null                | [:]                                               || 200
    'the right secret'    | true   | [:]                                | 'correct-horse-1234' | ['x-fairlead-edge-secret': 'correct-horse-1234'] || 200
    'a wrong one'         | true   | [:]                                | 'correct-horse-1234' | ['x-fairlead-edge-secret': 'correct-horse-1235'] || 403
    'none'                | true   | [:]                                | 'correct-horse-1234' | [:]                                              || 403
    'an empty one'        | true   | [:]                                | 'correct-horse-1234' | ['x-fairlead-edge-secret': '']                   || 403
    'none is configured'  | true   | [:]                                | null                | ['x-fairlead-edge-secret': '']                    || 403
    'another authorizer'  | true   | [authorizer: [jwt: [:]]]           | null                | [:]                                               || 403
    'a viewer, by CloudFront' | true | [authorizer: [iam: [userId: 'A']]] | null              | ['x-amz-cf-id': 'id==']                           || 403
    'IAM is null'         | true   | [authorizer: [iam: null]]          | null                | [:]                                               || 403
  }

  def "a post that holds #what is refused"() {
    given:
    def post = EventFormat.EdgeShim.post([:], ['x-fairlead-edge-secret': 'correct-horse-1234']) + body
    def answer = new OneMount(null, 'correct-horse-1234', { throw new IllegalStateException('asked') }).ask(post)

    expect:
    answer.statusCode == 400
    answer.body.contains(hint)
    answer.body.readLines().size() == 1

    where:
    what             | body                                                                  || hint
    'no JSON'        | [body: '{', isBase64Encoded: false]                                   || 'not JSON: line 1'
    'no Base64'      | [body: '{}', isBase64Encoded: true]                                   || 'not Base64'
    'nothing'        | [body: null, isBase64Encoded: false]                                  || 'none of the known shapes'
    'an odd event'   | [body: '{}', isBase64Encoded: false]                                  || 'none of the known shapes'
    'work'           | [body: '{"fairlead":{"perform":{"mount":"m","work":"w"}}}', isBase64Encoded: false] || 'no event of CloudFront'
    'a web event'    | [body: Events.json(Events.example('alb')), isBase64Encoded: false]    || 'no event of CloudFront'
  }
}
