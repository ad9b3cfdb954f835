package dev.fairlead.app.edge

import static dev.fairlead.app.edge.Edge.*
import static dev.fairlead.app.edge.FunctionStandIn.send

/** What the function says is done. */
class ShimSpec extends ShimSpecification {

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
}
