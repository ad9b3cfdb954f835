package dev.fairlead.app.lambda

import dev.fairlead.spi.RouteDecision
import dev.fairlead.spi.Saving
import dev.fairlead.spi.Trace
import spock.lang.Specification

/** A decision as each shape of event wants it. */
class EventWritingSpec extends Specification {
  static final Trace SPEC = Trace.of('spec')
  static final LOCATION = 'https://bucket.example/k?X=%2B'

  static OneMount redirecting(String phrase) {
    new OneMount({ new RouteDecision.Redirect(LOCATION, 307, Optional.ofNullable(phrase), Saving.NONE, SPEC) })
  }

  def "a redirect for #front"() {
    expect:
    redirecting(phrase).get(front, '/m/x') == response

    where:
    front              | phrase || response
    'function URL'     | null   || [statusCode: 307, headers: [location: LOCATION, 'cache-control': 'no-store'], body: '', isBase64Encoded: false]
    'HTTP API'         | 'Cost' || [statusCode: 307, headers: [location: LOCATION, 'cache-control': 'no-store'], body: '', isBase64Encoded: false]
    'REST API'         | null   || [statusCode: 307, headers: [location: LOCATION, 'cache-control': 'no-store'], body: '', isBase64Encoded: false]
    'ALB'              | null   || [statusCode: 307, statusDescription: '307 Temporary Redirect', headers: [location: LOCATION, 'cache-control': 'no-store'], body: '', isBase64Encoded: false]
    'ALB'              | 'Cost' || [statusCode: 307, statusDescription: '307 Cost', headers: [location: LOCATION, 'cache-control': 'no-store'], body: '', isBase64Encoded: false]
    'ALB, multi-value' | null   || [statusCode: 307, statusDescription: '307 Temporary Redirect', multiValueHeaders: [location: [LOCATION], 'cache-control': ['no-store']], body: '', isBase64Encoded: false]
    'viewer-request'   | null   || [status: '307', statusDescription: 'Temporary Redirect', headers: [location: [[key: 'Location', value: LOCATION]], 'cache-control': [[key: 'Cache-Control', value: 'no-store']]]]
    'origin-request'   | 'Cost' || [status: '307', statusDescription: 'Cost', headers: [location: [[key: 'Location', value: LOCATION]], 'cache-control': [[key: 'Cache-Control', value: 'no-store']]]]
  }

  def "a decision that can't be answered passes the client through, for #front"() {
    given:
    def broken = new OneMount({ new RouteDecision.Redirect(null, 307, Optional.empty(), Saving.NONE, SPEC) })

    expect:
    broken.get(front, '/m/x?a=1').toString().contains('https://cdn.example/x?a=1')

    where:
    front << ['function URL', 'HTTP API', 'REST API', 'ALB', 'ALB, multi-value']
  }

  def "#what is #sent in JSON"() {
    given:
    def mount = OneMount.serving(bytes as byte[])

    expect:
    mount.get('function URL', '/m/x').with { [body, isBase64Encoded] } == [text, base64]
    mount.get('viewer-request', '/m/x').with { [body, bodyEncoding] } == [text, base64 ? 'base64' : 'text']

    where:
    what        | bytes                                || text           | base64
    'ASCII'     | '{"a":"b"}\n'.bytes                  || '{"a":"b"}\n'  | false
    'UTF-8'     | 'é📦'.getBytes('UTF-8')               || 'é📦'           | false
    'a control' | [0, 1] as byte[]                     || '\u0000\u0001' | false
    'Latin-1'   | [0xe9] as byte[]                     || '6Q=='         | true
    'a half'    | [0xc3] as byte[] || 'ww=='      | true
    'gzip'      | [0x1f, 0x8b, 8, 0] as byte[]         || 'H4sIAA=='     | true
    sent = base64 ? 'Base64' : 'text'
  }

  def "a cookie is set through the list that payload 2.0 has for it"() {
    when:
    def answer = OneMount.serving('x'.bytes, null, ['Set-Cookie': 'a=b']).get('HTTP API', '/m/x')

    then:
    answer.cookies == ['a=b']
    !answer.headers.containsKey('set-cookie')
  }

  def "what CloudFront refuses to send, such as #name, is left out there only"() {
    given:
    def mount = OneMount.serving('x'.bytes, null, [(name): 'v', 'X-Own': 'w'])

    expect:
    !mount.get('viewer-request', '/m/x').headers.containsKey(name.toLowerCase())
    mount.get('viewer-request', '/m/x').headers['x-own'] == [[key: 'X-Own', value: 'w']]
    mount.get('function URL', '/m/x').headers[name.toLowerCase()] == 'v'

    where:
    name << ['Connection', 'Keep-Alive', 'Proxy-Authenticate', 'Upgrade', 'X-Accel-Redirect', 'X-Amz-Cf-Id', 'X-Amzn-RequestId', 'X-Cache', 'X-Edge-Location', 'Via', 'X-Real-IP']
  }

  def "content that fits is whole, and #more byte is never cut: #front, #limit bytes"() {
    given:
    def json = EventFormat.ALL[front].event(new EventFormat.Ask('GET', '/m/big?q=1', [:]))
    int rest = OneMount.serving(new byte[0]).bytes(json).length + (front.endsWith('request') ? ',"body":"","bodyEncoding":"text"'.length() : 0)
    def fits = 'a' * (limit - rest)

    when:
    def whole = OneMount.serving(fits.bytes).bytes(json)
    def refused = OneMount.serving("${fits}a".bytes).ask(json)
    def elsewhere = OneMount.serving("${fits}a".bytes, 'https://big.example/base').ask(json)
    def huge = OneMount.serving(new byte[limit + 1]).ask(json)

    then:
    whole.length == limit
    Events.parse(new String(whole, 'UTF-8')).body == fits
    [refused, huge]*.with { (statusCode ?: status) as int } == [501, 501]
    [refused, huge]*.body.every { it.readLines().size() == 1 && it.contains("too large for a response of Lambda's ($limit bytes)") }
    ((elsewhere.statusCode ?: elsewhere.status) as int) == 307
    elsewhere.toString().contains('https://big.example/base/m/big?q=1')

    where:
    front              | limit
    'function URL'     | 6 * 1024 * 1024
    'HTTP API'         | 6 * 1024 * 1024
    'REST API'         | 6 * 1024 * 1024
    'ALB'              | 1024 * 1024
    'ALB, multi-value' | 1024 * 1024
    'viewer-request'   | 40 * 1024
    'origin-request'   | 1024 * 1024
    more = 'one more'
  }

  def "a part of content that is too large can be had"() {
    when:
    def answer = OneMount.serving(new byte[8_000_000]).get('ALB', '/m/big', [Range: 'bytes=7999999-'])

    then:
    answer.statusDescription == '206 Partial Content'
    answer.headers['content-range'] == 'bytes 7999999-7999999/8000000'
  }
}
