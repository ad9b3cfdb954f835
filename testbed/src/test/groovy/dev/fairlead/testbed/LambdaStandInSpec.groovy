package dev.fairlead.testbed

import java.time.Clock
import java.time.Duration
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider
import software.amazon.awssdk.core.SdkBytes
import software.amazon.awssdk.core.exception.ApiCallTimeoutException
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient
import software.amazon.awssdk.regions.Region
import software.amazon.awssdk.services.lambda.LambdaClient
import software.amazon.awssdk.services.lambda.model.InvocationType
import software.amazon.awssdk.services.lambda.model.LambdaException
import spock.lang.AutoCleanup
import spock.lang.Specification

class LambdaStandInSpec extends Specification {
  static final ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:uploader'
  Credentials credentials = new Credentials(Clock.systemUTC())
  List<String> events = [].asSynchronized()
  @AutoCleanup LambdaStandIn lambda = LambdaStandIn.start(0, credentials, Invocable.of {
    events << new String(it)
    if (events.last() == '"fail"') {
      throw new IllegalStateException('as told')
    }
    '"done"'.bytes
  })

  def setup() {
    credentials.add(Testbed.ACCESS_KEY_ID, Testbed.SECRET_ACCESS_KEY)
  }

  def invoke(Map<String, ?> call, key = Clients.KEY) {
    LambdaClient.builder()
        .endpointOverride(lambda.endpoint())
        .region(Region.EU_WEST_1)
        .credentialsProvider(StaticCredentialsProvider.create(key))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration { it.retryStrategy { s -> s.maxAttempts(1) }.apiCallTimeout(Duration.ofSeconds(call.patience ?: 10)) }
        .build()
        .withCloseable {
          it.invoke {
            it.functionName(call.name).qualifier(call.qualifier).payload(SdkBytes.fromUtf8String(call.payload ?: '{}'))
                .invocationType(call.type ?: InvocationType.EVENT)
          }
        }
  }

  def "an asynchronous invocation is accepted and goes to the function"() {
    when:
    def answer = invoke(name: name, qualifier: qualifier, payload: '{"n":1}')

    then:
    answer.statusCode() == 202
    lambda.accepted() == [new AcceptedEvent(recorded, 'eu-west-1', '{"n":1}')]
    events == ['{"n":1}']

    where:
    name       | qualifier || recorded
    'fairlead' | null      || 'fairlead'
    'fairlead' | '$LATEST' || 'fairlead:$LATEST'
    ARN        | '7'       || "$ARN:7"
  }

  def "who waits gets what the function says"() {
    when:
    def answer = invoke(name: 'f', type: InvocationType.REQUEST_RESPONSE, payload: payload)

    then:
    answer.functionError() == error
    answer.payload().asUtf8String().contains(text)
    lambda.accepted().empty

    where:
    payload  || error       | text
    '{}'     || null        | '"done"'
    '"fail"' || 'Unhandled' | 'as told'
  }

  def "#who is refused"() {
    when:
    invoke([name: 'f'], AwsBasicCredentials.create(id, secret))

    then:
    def refused = thrown(LambdaException)
    refused.statusCode() == 403
    refused.awsErrorDetails().errorCode() == code
    events.empty

    where:
    who              | id                    | secret                    || code
    'a wrong secret' | Testbed.ACCESS_KEY_ID | 'wrong'                   || 'InvalidSignatureException'
    'an unknown key' | 'AKIAUNKNOWN'         | Testbed.SECRET_ACCESS_KEY || 'UnrecognizedClientException'
  }

  def "it fails as told: #fault"() {
    given:
    lambda.faults().fail(fault)

    when:
    invoke(name: 'f', patience: 1)

    then:
    thrown(expected)
    events.empty

    where:
    fault                   || expected
    Fault.tooManyRequests() || software.amazon.awssdk.services.lambda.model.TooManyRequestsException
    Fault.internalError()   || LambdaException
    new Fault.Hang()        || ApiCallTimeoutException
  }
}
