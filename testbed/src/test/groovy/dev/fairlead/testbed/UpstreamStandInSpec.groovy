package dev.fairlead.testbed

import static dev.fairlead.testbed.Clients.get
import static dev.fairlead.testbed.Clients.send

import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

class UpstreamStandInSpec extends Specification {
  @AutoCleanup Testbed testbed = Testbed.start()
  UpstreamStandIn upstream = testbed.upstream()

  def "it answers what it was told, and 404 otherwise"() {
    given:
    upstream.serve('/a%2Bb', 'hello'.bytes, ['Content-Type': 'text/plain'])

    expect:
    get(at('/a%2Bb?q=1')).with { [it.statusCode(), it.body()] } == [200, 'hello']
    get(at('/a+b')).statusCode() == 404
    upstream.requests('/a%2Bb')*.target() == ['/a%2Bb?q=1']
    upstream.requests('/a+b')*.status()*.asInt == [404]
  }

  def "HEAD tells the length and sends nothing"() {
    given:
    upstream.serve('/x', 'hello'.bytes)

    when:
    def answer = send('HEAD', at('/x'))

    then:
    answer.headers().firstValue('content-length').get() == '5'
    answer.body() == ''
  }

  def "the range #range is answered #status"() {
    given:
    upstream.serve('/x', '0123456789'.bytes, [ETag: '"v1"'])

    when:
    def answer = get(at('/x'), [Range: range] + fields)

    then:
    answer.statusCode() == status
    answer.body() == body
    answer.headers().firstValue('content-range').orElse('') == contentRange

    where:
    range         | fields               || status | body         | contentRange
    'bytes=2-4'   | [:]                  || 206    | '234'        | 'bytes 2-4/10'
    'bytes=7-'    | [:]                  || 206    | '789'        | 'bytes 7-9/10'
    'bytes=8-99'  | [:]                  || 206    | '89'         | 'bytes 8-9/10'
    'bytes=-3'    | [:]                  || 206    | '789'        | 'bytes 7-9/10'
    'bytes=10-'   | [:]                  || 416    | ''           | 'bytes */10'
    'bytes=-0'    | [:]                  || 416    | ''           | 'bytes */10'
    'bytes=4-2'   | [:]                  || 200    | '0123456789' | ''
    'bytes=0-1,3' | [:]                  || 200    | '0123456789' | ''
    'bytes=2-4'   | ['If-Range': '"v1"'] || 206    | '234'        | 'bytes 2-4/10'
    'bytes=2-4'   | ['If-Range': '"v0"'] || 200    | '0123456789' | ''
  }

  def "what the client has is not sent again"() {
    given:
    upstream.serve('/x', 'hello'.bytes, [ETag: '"v1"'])

    expect:
    get(at('/x'), ['If-None-Match': '"v1"']).statusCode() == 304
  }

  def "a body goes out in chunks when told so"() {
    given:
    upstream.serve('/x', Reply.of(Payload.pattern(100_000)).inChunks())

    when:
    def answer = get(at('/x'))

    then:
    answer.headers().firstValue('transfer-encoding').get() == 'chunked'
    answer.body().length() == 100_000
  }

  def "PUT and POST give the body back"() {
    when:
    def answer = send(method, at('/echo'), ['Content-Type': 'text/x'], 'hello'.bytes)

    then:
    answer.body() == 'hello'
    answer.headers().firstValue('content-type').get() == 'text/x'
    upstream.requests('/echo')*.bodyBytes() == [5L]

    where:
    method << ['PUT', 'POST']
  }

  def "a route may answer by what is asked"() {
    given:
    upstream.serve('/v2/') {
      it.header('Authorization').isPresent() ? Reply.of('{}'.bytes) : Reply.status(401)
    }

    expect:
    get(at('/v2/')).statusCode() == 401
    get(at('/v2/'), [Authorization: 'Bearer x']).statusCode() == 200
  }

  def "a client that does not read stops the upstream from sending"() {
    given:
    upstream.serve('/large', Reply.of(Payload.pattern(1L << 40)))
    def connection = new Socket()
    connection.receiveBufferSize = 64 * 1024
    connection.connect(new InetSocketAddress(InetAddress.loopbackAddress, upstream.endpoint().port))

    when:
    connection.outputStream << 'GET /large HTTP/1.1\r\nHost: x\r\n\r\n'

    then:
    new PollingConditions(timeout: 5).eventually {
      def before = upstream.bytesSent('/large')
      Thread.sleep(200)
      assert before > 0 && upstream.bytesSent('/large') == before
    }
    upstream.bytesSent('/large') < 8 * 1024 * 1024

    cleanup:
    connection.close()
  }

  def "it fails as told"() {
    given:
    upstream.serve('/x', 'hello'.bytes)
    upstream.fail('/x', new Fault.Status(500, 'broken'))

    expect:
    get(at('/x')).with { [it.statusCode(), it.body()] } == [500, 'broken']
    get(at('/y')).statusCode() == 404
  }

  def "a CDN serves the objects of its bucket"() {
    given:
    testbed.s3().createBucket('east', 'us-east-1')
    testbed.s3().put('east', 'a/b+c', 'hello'.bytes)
    def cdn = testbed.cdn('east')

    expect:
    get(cdn.endpoint().resolve('/a/b%2Bc')).body() == 'hello'
    get(cdn.endpoint().resolve('/missing')).statusCode() == 404
    testbed.s3().requests('east').isEmpty()
  }

  private URI at(String path) {
    upstream.endpoint().resolve(path)
  }
}
