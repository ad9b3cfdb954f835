package dev.fairlead.app.lambda

import dev.fairlead.app.Answer

/** A request of HTTP as one of AWS's fronts hands it to a function, and the function's response as the front sends it. */
abstract class EventFormat {
  /** Who connects to the front: a proxy, which says in X-Forwarded-For for whom it asks. */
  static final PEER = '203.0.113.200'
  static final SECRET = 'PLANTED-SECRET-of-the-edge'

  static final Map<String, EventFormat> ALL = [
      'function URL'      : new FunctionUrl(),
      'HTTP API'          : new HttpApi('$default'),
      'HTTP API, stage'   : new HttpApi('prod'),
      'HTTP API, 1.0'     : new RestApi(true),
      'REST API'          : new RestApi(false),
      'ALB'               : new Balancer(false),
      'ALB, multi-value'  : new Balancer(true),
      'viewer-request'    : new CloudFront('viewer-request'),
      'origin-request'    : new CloudFront('origin-request'),
      'edge shim'         : new EdgeShim(),
  ]

  /** One request of a client. */
  static class Ask {
    final String method
    final String target
    final Map<String, List<String>> fields

    Ask(String method, String target, Map<String, ?> fields) {
      this.method = method
      this.target = target
      this.fields = fields.collectEntries { name, value -> [name.toLowerCase(), (value instanceof List ? value : [value])*.toString()] }
      this.fields.putIfAbsent('host', ['door.example'])
    }

    String getPath() {
      target.split('[?]', 2)[0]
    }

    String getQuery() {
      target.contains('?') ? target.split('[?]', 2)[1] : ''
    }

    /** With the front's own peer behind what was there. */
    Map<String, List<String>> received() {
      fields + ['x-forwarded-for': [((fields['x-forwarded-for'] ?: []) + PEER).join(', ')]]
    }

    /** Without "=" there is no value, and without anything no parameter. */
    Map<String, List<String>> parameters(Closure<String> spelled) {
      query.tokenize('&').collect { it.split('=', 2) as List }
          .groupBy { spelled(it[0]) }
          .collectEntries { name, pairs -> [name, pairs.collect { spelled(it[1] ?: '') }] }
    }
  }

  abstract Map<String, ?> event(Ask ask)

  /** The front's answer; `passThrough` is where CloudFront would go on to with a request. */
  abstract Answer answer(Map<String, ?> response, Closure<String> passThrough)

  /** Percent-decoding as a front does it; nonsense stays as it is. */
  static String decoded(String text) {
    def bytes = new ByteArrayOutputStream()
    for (int i = 0; i < text.length(); i++) {
      def escape = text.substring(i, Math.min(i + 3, text.length()))
      if (escape ==~ /%[0-9A-Fa-f]{2}/) {
        bytes.write(Integer.parseInt(escape.substring(1), 16))
        i += 2
      } else {
        bytes.write(text.substring(i, i + 1).getBytes('UTF-8'))
      }
    }
    bytes.toString('UTF-8')
  }

  static Map<String, String> last(Map<String, List<String>> lists) {
    lists.collectEntries { name, values -> [name, values.last()] }
  }

  static Map<String, String> joined(Map<String, List<String>> lists) {
    lists.collectEntries { name, values -> [name, values.join(',')] }
  }

  static Answer web(int status, String phrase, List<List<String>> fields, String body, boolean base64) {
    def bytes = base64 ? body.decodeBase64() : body.getBytes('UTF-8')
    // The front counts.
    def length = status == 304 ? [] : [['content-length', bytes.length as String]]
    new Answer("HTTP/1.1 $status $phrase", fields + length, bytes)
  }

  static class FunctionUrl extends EventFormat {
    @Override
    Map<String, ?> event(Ask ask) {
      def cookies = ask.fields.cookie
      [version: '2.0', routeKey: '$default', rawPath: ask.path, rawQueryString: ask.query,
       headers: joined(ask.received() - [cookie: cookies]), isBase64Encoded: false,
       requestContext: context(ask, 'id.lambda-url.us-east-1.on.aws', '$default')] +
          (cookies ? [cookies: cookies*.split('; *').flatten()] : [:])
    }

    static Map<String, ?> context(Ask ask, String domain, String stage) {
      [accountId: '123456789012', apiId: 'id', domainName: domain, stage: stage,
       http: [method: ask.method, path: ask.path, protocol: 'HTTP/1.1', sourceIp: PEER]]
    }

    @Override
    Answer answer(Map<String, ?> response, Closure<String> passThrough) {
      def fields = response.headers.collect { name, value -> [name, value] } + (response.cookies ?: []).collect { ['set-cookie', it] }
      assert !response.headers.keySet().any { it.equalsIgnoreCase('set-cookie') }
      web(response.statusCode, '', fields, response.body, response.isBase64Encoded)
    }
  }

  /** Decodes the path, and cuts it at a question mark then. */
  static class HttpApi extends FunctionUrl {
    final String stage

    HttpApi(String stage) {
      this.stage = stage
    }

    @Override
    Map<String, ?> event(Ask ask) {
      super.event(ask) + [rawPath: cut(ask.path, stage), requestContext: context(ask, 'id.execute-api.us-east-1.amazonaws.com', stage)]
    }

    static String cut(String path, String stage) {
      (stage == '$default' || !path.startsWith('/') ? '' : "/$stage") + decoded(path).split('[?]', 2)[0]
    }
  }

  /** Payload 1.0; an HTTP API can send it too, and decodes the path then. */
  static class RestApi extends EventFormat {
    final boolean httpApi

    RestApi(boolean httpApi) {
      this.httpApi = httpApi
    }

    @Override
    Map<String, ?> event(Ask ask) {
      def parameters = ask.parameters { decoded(it) }
      [httpMethod: ask.method, path: httpApi ? HttpApi.cut(ask.path, 'prod') : ask.path, resource: '/{proxy+}',
       headers: last(ask.received()), multiValueHeaders: ask.received(),
       queryStringParameters: parameters ? last(parameters) : null, multiValueQueryStringParameters: parameters ?: null,
       requestContext: [stage: 'prod', httpMethod: ask.method, identity: [sourceIp: PEER]],
       body: null, isBase64Encoded: false] + (httpApi ? [version: '1.0'] : [:])
    }

    @Override
    Answer answer(Map<String, ?> response, Closure<String> passThrough) {
      web(response.statusCode, '', response.headers.collect { name, value -> [name, value] }, response.body, response.isBase64Encoded)
    }
  }

  static class Balancer extends EventFormat {
    final boolean lists

    Balancer(boolean lists) {
      this.lists = lists
    }

    @Override
    Map<String, ?> event(Ask ask) {
      def parameters = ask.parameters { it }
      [requestContext: [elb: [targetGroupArn: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/t/1']],
       httpMethod: ask.method, path: ask.path, body: '', isBase64Encoded: false] +
          (lists ? [multiValueHeaders: ask.received(), multiValueQueryStringParameters: parameters]
              : [headers: last(ask.received()), queryStringParameters: last(parameters)])
    }

    @Override
    Answer answer(Map<String, ?> response, Closure<String> passThrough) {
      def (status, phrase) = response.statusDescription.split(' ', 2)
      assert status == response.statusCode as String
      assert response.containsKey('multiValueHeaders') == lists && response.containsKey('headers') != lists
      def fields = lists ? response.multiValueHeaders.collectMany { name, values -> values.collect { [name, it] } }
          : response.headers.collect { name, value -> [name, value] }
      web(response.statusCode, phrase, fields, response.body, response.isBase64Encoded)
    }
  }

  static class CloudFront extends EventFormat {
    final String type

    CloudFront(String type) {
      this.type = type
    }

    @Override
    Map<String, ?> event(Ask ask) {
      def forwarded = (ask.fields['x-forwarded-for'] ?: ['192.0.2.1']).last()
      [Records: [[cf: [
          config: [distributionDomainName: 'd111111abcdef8.cloudfront.net', distributionId: 'EDFDVBD6EXAMPLE', eventType: type, requestId: 'id=='],
          request: [clientIp: forwarded, method: ask.method, uri: ask.path, querystring: ask.query,
                    headers: ask.fields.collectEntries { name, values -> [name, values.collect { [key: name, value: it] }] }] +
              (type == 'origin-request' ? [origin: [s3: [authMethod: 'none', customHeaders: [:], domainName: 'b.s3.amazonaws.com', path: '', region: 'us-east-1']]] : [:])]]]]
    }

    @Override
    Answer answer(Map<String, ?> response, Closure<String> passThrough) {
      if (response.containsKey('uri')) {
        def target = response.uri + (response.querystring ? '?' + response.querystring : '')
        return web(307, 'Goes on', [['location', passThrough(target)], ['cache-control', 'no-store']], '', false)
      }
      assert response.status instanceof String && (response.status as int) in 200..599
      assert response.headers.every { name, lines -> name == name.toLowerCase() && lines*.key.every { it.equalsIgnoreCase(name) } }
      web(response.status as int, response.statusDescription,
          response.headers.collectMany { name, lines -> lines.collect { [name, it.value] } },
          response.body ?: '', response.bodyEncoding == 'base64')
    }
  }

  /** The shim posts the viewer-request to the function's URL. */
  static class EdgeShim extends EventFormat {
    static final VIEWER = new CloudFront('viewer-request')

    @Override
    Map<String, ?> event(Ask ask) {
      post(VIEWER.event(ask), ['x-fairlead-edge-secret': SECRET])
    }

    static Map<String, ?> post(Map<String, ?> event, Map<String, ?> fields) {
      new FunctionUrl().event(new Ask('POST', '/.fairlead/edge', fields)) +
          [body: Events.json(event).bytes.encodeBase64().toString(), isBase64Encoded: true]
    }

    @Override
    Answer answer(Map<String, ?> response, Closure<String> passThrough) {
      assert response.statusCode == 200: response
      VIEWER.answer(Events.parse(response.body), passThrough)
    }
  }
}
