package dev.fairlead.app.edge

import static dev.fairlead.app.edge.Edge.*

/** Whatever else happens leaves the request as it was. */
class ShimDoubtSpec extends ShimSpecification {

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
}
