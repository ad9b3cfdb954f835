package dev.fairlead.app.lambda

import static dev.fairlead.app.SampleRanges.addressIn

import com.fasterxml.jackson.databind.ObjectMapper
import dev.fairlead.app.TwoRegistries
import dev.fairlead.testbed.Outcome

/** An event of each shape for the mounts of {@link TwoRegistries}, and what has to become of it. */
class MixedEvents {
  private static final ObjectMapper JSON = new ObjectMapper()

  /** The shapes that the function doesn't know yet. */
  static final Set<String> PENDING = []

  static class Shape {
    final String name
    final byte[] event
    final Closure<Boolean> isRight

    Shape(String name, Object event, Closure<Boolean> isRight) {
      this.name = name
      this.event = event instanceof Map ? JSON.writeValueAsBytes(event) : event.toString().bytes
      this.isRight = isRight
    }
  }

  static List<Shape> of(TwoRegistries registries) {
    def blob = "/${registries.everywhere.key()}".toString()
    def (inside, outside) = [addressIn('us-west-2'), addressIn('internet')]
    [
        new Shape('redirect', viewerRequest(blob, inside), { redirects(it) }),
        new Shape('pass-through', viewerRequest(blob, outside), { body(it).clientIp == outside }),
        new Shape('other path', viewerRequest('/x/y', inside), { body(it).uri == '/x/y' }),
        new Shape('function URL', functionUrl(blob, inside), { body(it).statusCode == 307 }),
        new Shape('ALB', alb(blob, inside), { body(it).statusCode == 307 }),
        new Shape('garbage', '{"Records": [{"cf"', { it instanceof Outcome.Failure }),
        new Shape('unknown shape', [hello: 'world'], { it instanceof Outcome.Failure }),
        new Shape('failing work', perform('app-ci', 'nothing that a registry knows'), { it instanceof Outcome.Failure }),
    ].findAll { !(it.name in PENDING) }
  }

  static boolean redirects(Outcome outcome) {
    def answer = body(outcome)
    answer.status == '307' && answer.headers.location[0].value.contains('/app-ci-us-west-2/')
  }

  private static Map body(Outcome outcome) {
    JSON.readValue((outcome as Outcome.Response).text(), Map)
  }

  /** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html */
  private static Map viewerRequest(String uri, String client) {
    [Records: [[cf: [
        config: [distributionDomainName: 'd111111abcdef8.cloudfront.net', distributionId: 'E2KP8SMSY4XB67',
                 eventType: 'viewer-request', requestId: '4TyzHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc_1oF26ClkoUSEQ=='],
        request: [clientIp: client, headers: [host: [[key: 'Host', value: 'd111111abcdef8.cloudfront.net']]],
                  method: 'GET', querystring: '', uri: uri]]]]]
  }

  /** https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html */
  private static Map functionUrl(String path, String client) {
    [version: '2.0', routeKey: '$default', rawPath: path, rawQueryString: '',
     headers: [host: 'x.lambda-url.us-east-1.on.aws', 'x-forwarded-for': client],
     requestContext: [http: [method: 'GET', path: path, protocol: 'HTTP/1.1', sourceIp: client, userAgent: 'spec'],
                      domainName: 'x.lambda-url.us-east-1.on.aws', stage: '$default'],
     isBase64Encoded: false]
  }

  /** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html */
  private static Map alb(String path, String client) {
    [requestContext: [elb: [targetGroupArn: 'arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/x/1']],
     httpMethod: 'GET', path: path, queryStringParameters: [:], headers: [host: 'x.example', 'x-forwarded-for': client],
     body: '', isBase64Encoded: false]
  }

  private static Map perform(String mount, String work) {
    [fairlead: [perform: [mount: mount, work: work]]]
  }
}
