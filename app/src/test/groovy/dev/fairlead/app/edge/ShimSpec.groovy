package dev.fairlead.app.edge

import static dev.fairlead.app.edge.Edge.*
import static dev.fairlead.app.edge.FunctionStandIn.send

import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** The shim in Node: what the function says is done, and whatever else happens leaves the request as it was. */
@Requires(value = { dev.fairlead.app.edge.Node.HERE }, reason = 'there is no node to run the shim in')
class ShimSpec extends Specification {
  static final DEADLINE = 300
  static final GRACE = 50
  static final SECRET = 'a secret of 16 characters'
  static final LOCATION = 'https://bucket.s3.us-east-1.amazonaws.com/libstdc%2B%2B?X-Amz-Signature=1'

  @TempDir @Shared Path folder
  @Shared @AutoCleanup FunctionStandIn function = new FunctionStandIn()
  @Shared @AutoCleanup Node node

  def setupSpec() {
    node = shim([:])
    function.answers(200, Json.text(redirect(LOCATION)))
    node.ask(event: viewerRequest()) // what Node compiles on first use is not to be measured
  }

  Node shim(Map edge) {
    def settings = [
        'function-url': function.url, region: 'us-east-1', auth: 'secret', secret: SECRET, deadline: "${DEADLINE}ms".toString(),
        paths: ['/blobs', '/v2'], 'redirect-hosts': ['.amazonaws.com', 'cdn.example'],
    ] + edge
    new Node([Node.script('shim-harness.js'), unpacked(folder.resolve(UUID.randomUUID().toString()).tap { it.toFile().mkdir() }, settings).toString()])
  }

  def setup() {
    function.forget()
  }

  /** The fastest of three, for this machine has other things to do. */
  Map fastest(Node asked = node, Map event = viewerRequest()) {
    def answer = null
    for (int i = 0; i < 3 && (answer == null || answer.millis > DEADLINE + GRACE); i++) {
      answer = asked.ask(event: event)
    }
    answer
  }

  void passedThrough(Map answer, Map event = viewerRequest()) {
    assert answer.unchanged
    assert answer.answer == event.Records[0].cf.request
    assert answer.millis <= DEADLINE + GRACE
  }

  def "a redirect is the viewer's answer"() {
    given:
    function.answers(200, Json.text(redirect(LOCATION)))

    expect:
    node.ask(event: viewerRequest()).answer == redirect(LOCATION)
  }

  def "a response of the function's, #what, is the viewer's answer"() {
    given:
    function.answers(200, Json.text(response))

    expect:
    with(node.ask(event: viewerRequest()).answer) {
      status == response.status
      body == response.body
      headers == (response.headers ?: [:])
    }

    where:
    what                | response
    'a 404 with a body' | [status: '404', body: 'no such blob\n', bodyEncoding: 'text', headers: ['content-type': [[key: 'Content-Type', value: 'text/plain']]]]
    'a 200 in base64'   | [status: '200', body: 'e30K', bodyEncoding: 'base64', headers: [etag: [[key: 'ETag', value: '"x"']]]]
    'a bare status'     | [status: '403']
    'other hosts'       | redirect('http://cdn.example/a?b=c')
  }

  def "the request comes back as it was when the function passes it through"() {
    given:
    function.conduct = { Socket socket, Map request ->
      send(socket, 200, Json.text(Json.value(request.body).Records[0].cf.request))
    }

    expect:
    passedThrough(node.ask(event: viewerRequest()))
    function.requests.size() == 1
  }

  def "of a rewritten request only the path is taken over"() {
    given:
    function.answers(200, Json.text([uri: '/other/libstdc%2B%2B', method: 'DELETE', clientIp: '192.0.2.1', querystring: 'x', headers: [:], origin: [:]]))

    expect:
    node.ask(event: viewerRequest()).answer == viewerRequest(uri: '/other/libstdc%2B%2B').Records[0].cf.request
  }

  def "#method #uri is nothing to ask for"() {
    given:
    def event = viewerRequest(method: method, uri: uri)
    function.answers(200, Json.text(redirect(LOCATION)))

    expect:
    passedThrough(node.ask(event: event), event)
    function.connections.get() == 0

    where:
    method   | uri
    'POST'   | '/blobs/a'
    'HEAD'   | '/blobs/a'
    'OPTIONS'| '/blobs/a'
    'GET'    | '/'
    'GET'    | '/blobsy/a'
    'GET'    | '/other/blobs/a'
  }

  def "a path that is or lies below a configured one is asked for: #uri"() {
    given:
    function.answers(200, Json.text(redirect(LOCATION)))

    expect:
    node.ask(event: viewerRequest(uri: uri)).answer.status == '307'

    where:
    uri << ['/blobs', '/blobs/', '/v2/']
  }

  def "the function gets what it needs, and the secret"() {
    given:
    function.answers(200, Json.text(redirect(LOCATION)))

    when:
    node.ask(event: viewerRequest())

    then:
    def sent = function.requests.first()
    sent.line == 'POST /.fairlead/edge HTTP/1.1'
    sent.fields['x-fairlead-edge-secret'] == SECRET
    sent.fields['content-type'] == 'application/json'
    def cf = Json.value(sent.body).Records[0].cf
    cf.config == viewerRequest().Records[0].cf.config
    cf.request.findAll { it.key != 'headers' } == viewerRequest().Records[0].cf.request.findAll { it.key != 'headers' }
    cf.request.headers.keySet() == ['host', 'user-agent'] as Set
    !sent.body.contains('hunter2')
  }

  def "of cookies the function gets those of CloudFront's signatures, where it is to have cookies"() {
    given:
    def other = shim('forward-headers': ['Cookie'])
    function.answers(200, Json.text(redirect(LOCATION)))

    when:
    other.ask(event: viewerRequest())

    then:
    Json.value(function.requests.first().body).Records[0].cf.request.headers ==
        [cookie: [[key: 'Cookie', value: 'CloudFront-Policy=p; CloudFront-Signature=s; CloudFront-Key-Pair-Id=K']]]

    cleanup:
    other.close()
  }

  def "the request comes back in time when the function #fault"() {
    given:
    function.conduct = conduct

    expect:
    passedThrough(fastest())
    !function.requests.empty

    where:
    fault                          | conduct
    'is silent'                    | { Socket s, Map r -> Thread.sleep(60_000) }
    'stops after its head'         | { Socket s, Map r -> write(s, 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n'); Thread.sleep(60_000) }
    'stops within its head'        | { Socket s, Map r -> write(s, 'HTTP/1.1 200 OK\r\nx: '); Thread.sleep(60_000) }
    'drips its head'               | { Socket s, Map r -> drip(s, 'HTTP/1.1 200 OK\r\nx: ') }
    'drips its body'               | { Socket s, Map r -> drip(s, 'HTTP/1.1 200 OK\r\ncontent-length: 4000\r\n\r\n{') }
    'drips the body of a 503'      | { Socket s, Map r -> drip(s, 'HTTP/1.1 503 X\r\ncontent-length: 4000\r\n\r\n{') }
    'never ends'                   | { Socket s, Map r -> write(s, 'HTTP/1.1 200 OK\r\n\r\n'); while (true) { write(s, 'x' * 65536) } }
    'resets'                       | { Socket s, Map r -> s.setSoLinger(true, 0); s.close() }
    'hangs up'                     | { Socket s, Map r -> s.close() }
    'hangs up within its body'     | { Socket s, Map r -> write(s, 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{'); s.close() }
    'does not speak HTTP'          | { Socket s, Map r -> write(s, 'SSH-2.0-OpenSSH\r\n'); s.close() }
  }

  static void write(Socket socket, String text) {
    socket.outputStream << text
    socket.outputStream.flush()
  }

  static void drip(Socket socket, String start) {
    write(socket, start)
    600.times {
      Thread.sleep(20)
      write(socket, 'x')
    }
  }

  def "the request comes back when the answer is #status #body"() {
    given:
    function.answers(status, body)

    expect:
    passedThrough(fastest())

    where:
    status | body
    500    | Json.text(redirect(LOCATION))
    502    | 'Internal Server Error'
    503    | ''
    403    | '{"Message":"Forbidden"}'
    429    | '{"Reason":"ConcurrentInvocationLimitExceeded"}'
    204    | ''
    302    | Json.text(redirect(LOCATION))
    200    | ''
    200    | '<html>garbage'
    200    | '{"status":"307"'
    200    | 'null'
    200    | '7'
    200    | '"/a"'
    200    | '[]'
    200    | '{}'
    200    | '{"errorMessage":"x","errorType":"y"}'
    200    | '{"uri":7}'
    200    | '{"uri":"no-slash"}'
    200    | '{"uri":"/a b"}'
    200    | '{"uri":"/a?b"}'
    200    | '{"uri":"/a\\r\\nx: y"}'
  }

  def "the request comes back when the response has #what"() {
    given:
    function.answers(200, Json.text(response))

    expect:
    passedThrough(fastest())

    where:
    what                     | response
    'a number for a status'  | redirect(LOCATION) + [status: 307]
    'a list for a status'    | redirect(LOCATION) + [status: ['307']]
    'status 500'             | [status: '500']
    'status 101'             | [status: '101']
    'status 3070'            | [status: '3070']
    'an odd description'     | redirect(LOCATION) + [statusDescription: 'a\nb']
    'no location'            | [status: '307', headers: [:]]
    'two locations'          | [status: '307', headers: [location: [[value: LOCATION], [value: LOCATION]]]]
    'an empty location'      | [status: '307', headers: [location: []]]
    'a location on 200'      | redirect(LOCATION) + [status: '200']
    'a script as location'   | redirect('javascript:alert(1)')
    'a path as location'     | redirect('/a')
    'another site'           | redirect('https://evil.example/')
    'a site that looks like it' | redirect('https://cdn.example.evil.example/')
    'another suffix'         | redirect('https://evilamazonaws.com/')
    'a user in the location' | redirect('https://cdn.example@evil.example/')
    'a user of the site'     | redirect('https://a:b@cdn.example/')
    'a line break'           | redirect("$LOCATION\r\nset-cookie: a=b".toString())
    'a read-only header'     | [status: '200', headers: [via: [[key: 'Via', value: 'x']]]]
    'a disallowed header'    | [status: '200', headers: ['x-cache': [[key: 'X-Cache', value: 'x']]]]
    'a cookie'               | [status: '200', headers: ['set-cookie': [[key: 'Set-Cookie', value: 'a=b']]]]
    'another name in a key'  | [status: '200', headers: [etag: [[key: 'Set-Cookie', value: 'a=b']]]]
    'a text for a header'    | [status: '200', headers: [etag: '"x"']]
    'null for headers'       | [status: '200', headers: null]
    'a number for a value'   | [status: '200', headers: [etag: [[key: 'ETag', value: 7]]]]
    'an object for a body'   | [status: '200', body: [data: 'x']]
    'a body where none may be' | [status: '204', body: 'x']
    'an unknown encoding'    | [status: '200', body: 'x', bodyEncoding: 'gzip']
    'more than 40 KB'        | [status: '200', body: 'x' * 41_000]
    'a megabyte'             | [status: '200', body: 'x' * 1_000_000]
  }

  def "the request comes back in time when nobody is there: #what"() {
    given:
    def other = shim('function-url': url(), region: 'us-east-1')
    other.ask(event: viewerRequest(method: 'POST'))

    expect:
    passedThrough(fastest(other))

    cleanup:
    other.close()

    where:
    what                        | url
    'the port is closed'        | { "http://127.0.0.1:${new ServerSocket(0).withCloseable { it.localPort }}".toString() }
    'the address swallows all'  | { BlackHole.URL }
    'the name is unknown'       | { 'https://fairlead.invalid' }
    'TLS is not spoken'         | { function.url.replace('http:', 'https:') }
  }

  def "requests one after the other share a connection, that survives answers of any kind but errors"() {
    given:
    def other = shim([:])
    function.answers(200, Json.text(redirect(LOCATION)))

    expect:
    (1..20).every { other.ask(event: viewerRequest()).answer.status == '307' }
    function.connections.get() == 1

    cleanup:
    other.close()
  }

  def "a connection that was dropped meanwhile is replaced, unnoticed"() {
    given:
    def dropped = 0
    function.conduct = { Socket socket, Map request ->
      if (function.requests.size() % 2 == 0) {
        dropped++
        socket.setSoLinger(true, 0)
        socket.close()
      } else {
        send(socket, 200, Json.text(redirect(LOCATION)))
      }
    }
    def other = shim([:])

    expect:
    (1..5).every { other.ask(event: viewerRequest()).answer.status == '307' }
    dropped == 4

    cleanup:
    other.close()
  }

  def "there is one second try, and no third"() {
    given:
    def other = shim([:])
    function.answers(200, Json.text(redirect(LOCATION)))
    other.ask(event: viewerRequest())
    function.conduct = { Socket socket, Map request -> socket.close() }

    when:
    def answer = other.ask(event: viewerRequest())

    then:
    passedThrough(answer)
    function.requests.size() == 3

    cleanup:
    other.close()
  }

  def "a time-out spoils nothing for the next viewer"() {
    given:
    function.conduct = { Socket s, Map r -> Thread.sleep(60_000) }
    node.ask(event: viewerRequest())
    function.answers(200, Json.text(redirect(LOCATION)))

    expect:
    node.ask(event: viewerRequest()).answer == redirect(LOCATION)
  }
}
