package dev.fairlead.testbed

import com.fasterxml.jackson.databind.ObjectMapper
import java.time.Clock
import software.amazon.awssdk.http.SdkHttpMethod
import software.amazon.awssdk.http.SdkHttpRequest
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner
import spock.lang.AutoCleanup
import spock.lang.Specification

class FunctionUrlSpec extends Specification {
  static final JSON = new ObjectMapper()
  Credentials credentials = new Credentials(Clock.systemUTC())
  @AutoCleanup FunctionUrl url

  /** A function that sends back its event. */
  FunctionUrl echo() {
    FunctionUrl.open(Invocable.of { it })
  }

  FunctionUrl saying(Map<String, ?> answer) {
    FunctionUrl.open(Invocable.of { JSON.writeValueAsBytes(answer) })
  }

  static Map event(response) {
    JSON.readValue(response.body(), Map)
  }

  def "a request becomes an event of payload 2.0"() {
    given:
    url = echo()

    when:
    def event = event(Clients.send('POST', URI.create("${url.endpoint()}/a/b%2Bc+d%5E?x=1&x=%2F2&y"),
        ['X-One': '1', Cookie: 'a=1; b=2', 'X-Forwarded-For': '203.0.113.9'], 'body'.bytes))

    then:
    event.version == '2.0'
    event.rawPath == '/a/b%2Bc+d%5E'
    event.rawQueryString == 'x=1&x=%2F2&y'
    event.queryStringParameters == [x: '1,/2', y: '']
    event.headers['x-one'] == '1'
    event.headers['x-forwarded-for'] == '203.0.113.9, 127.0.0.1'
    event.cookies == ['a=1', 'b=2']
    event.requestContext.http.with { [method, path, sourceIp] } == ['POST', '/a/b%2Bc+d%5E', '127.0.0.1']
    new String(event.body.decodeBase64()) == 'body'
    event.isBase64Encoded
    !event.requestContext.authorizer
  }

  def "what the function returns becomes the answer"() {
    given:
    url = saying(statusCode: 307, headers: [location: 'https://b.example/'], cookies: ['a=1'], body: body, isBase64Encoded: encoded)

    when:
    def answer = Clients.get(url.endpoint().resolve('/x'))

    then:
    answer.statusCode() == 307
    answer.headers().firstValue('Location').get() == 'https://b.example/'
    answer.headers().firstValue('Set-Cookie').get() == 'a=1'
    answer.body() == 'hello'

    where:
    body                          | encoded
    'hello'                       | false
    'hello'.bytes.encodeBase64() as String | true
  }

  def "#what is #status"() {
    given:
    url = FunctionUrl.open(Invocable.of { answer.call() })

    expect:
    Clients.get(url.endpoint().resolve('/x')).statusCode() == status

    where:
    what                     | answer                                 || status
    'JSON without a status'  | { '{"a":1}'.bytes }                    || 200
    'what is not JSON'       | { 'oops'.bytes }                       || 502
    'nothing at all'         | { new byte[0] }                        || 502
    'an impossible status'   | { '{"statusCode":20}'.bytes }          || 502
    'a function that throws' | { throw new IllegalStateException('x') } || 502
  }

  def "a signed URL takes who signs, and tells the function who that is"() {
    given:
    credentials.add(Testbed.ACCESS_KEY_ID, Testbed.SECRET_ACCESS_KEY)
    url = FunctionUrl.signed(Invocable.of { it }, credentials)

    when:
    def answer = signedGet('/a%2Bb/c+d~e?q=%2F&p', service, Clients.KEY)

    then:
    answer.statusCode() == status
    status != 200 || event(answer).requestContext.authorizer.iam.accessKey == Testbed.ACCESS_KEY_ID

    where:
    service  || status
    'lambda' || 200
    's3'     || 403
  }

  def "a signed URL refuses who doesn't"() {
    given:
    url = FunctionUrl.signed(Invocable.of { it }, credentials)

    expect:
    Clients.get(url.endpoint().resolve('/x')).statusCode() == 403
  }

  def signedGet(String target, String service, key) {
    def unsigned = SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(url.endpoint().resolve(target)).build()
    def signed = AwsV4HttpSigner.create().sign {
      it.identity(key).request(unsigned)
          .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
          .putProperty(AwsV4HttpSigner.REGION_NAME, 'us-east-1')
    }.request()
    Clients.get(url.endpoint().resolve(target), signed.headers().findAll { it.key != 'Host' }.collectEntries { name, values -> [name, values[0]] })
  }
}
