package dev.fairlead.app.edge

import static dev.fairlead.app.edge.Edge.*

import java.nio.file.Path
import java.time.Clock
import java.time.ZoneOffset
import java.time.Duration
import java.time.LocalDateTime
import java.time.Instant
import java.time.format.DateTimeFormatter
import software.amazon.awssdk.http.ContentStreamProvider
import software.amazon.awssdk.http.SdkHttpMethod
import software.amazon.awssdk.http.SdkHttpRequest
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** The shim's signatures are those that AWS's own SDK makes of the same request. */
@Requires(value = { dev.fairlead.app.edge.Node.HERE }, reason = 'there is no node to run the shim in')
class ShimSignatureSpec extends Specification {
  static final LOCATION = 'https://cdn.example/a'
  @TempDir Path folder
  @AutoCleanup FunctionStandIn function = new FunctionStandIn()
  @AutoCleanup Node node

  def setup() {
    function.answers(200, Json.text(redirect(LOCATION)))
    node = new Node([Node.script('shim-harness.js'), unpacked(folder, ['function-url': function.url, region: 'eu-west-1', deadline: '5s']).toString()])
  }

  static Map credentials(int n) {
    [AWS_ACCESS_KEY_ID: "ASIA$n".toString(), AWS_SECRET_ACCESS_KEY: "secret$n".toString(), AWS_SESSION_TOKEN: "token+/$n==".toString()]
  }

  String authorization(Map sent, Map key) {
    def at = LocalDateTime.parse(sent.fields['x-amz-date'], DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")).toInstant(ZoneOffset.UTC)
    assert Duration.between(at, Instant.now()).abs() < Duration.ofMinutes(1)
    def request = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(URI.create("$function.url/.fairlead/edge"))
        .putHeader('x-amz-content-sha256', sent.body.sha256()).build()
    def signed = AwsV4HttpSigner.create().sign { builder ->
      builder.identity(AwsSessionCredentialsIdentity.create(key.AWS_ACCESS_KEY_ID, key.AWS_SECRET_ACCESS_KEY, key.AWS_SESSION_TOKEN))
          .request(request).payload(ContentStreamProvider.fromUtf8String(sent.body))
          .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, 'lambda').putProperty(AwsV4HttpSigner.REGION_NAME, 'eu-west-1')
          .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC))
    }
    signed.request().firstMatchingHeader('Authorization').get()
  }

  def "each request is signed with the credentials of the moment"() {
    when:
    def answers = (1..2).collect { node.ask(environment: credentials(it), event: viewerRequest(uri: '/é')) }

    then:
    answers*.answer*.status == ['307', '307']
    (0..1).every {
      def sent = function.requests[it]
      sent.fields['authorization'] == authorization(sent, credentials(it + 1)) &&
          sent.fields['x-amz-security-token'] == credentials(it + 1).AWS_SESSION_TOKEN
    }
  }

  def "without credentials nobody is asked and the viewer passes through"() {
    when:
    def answer = node.ask(environment: [AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: ''], event: viewerRequest())

    then:
    answer.unchanged
    function.connections.get() == 0
  }
}
