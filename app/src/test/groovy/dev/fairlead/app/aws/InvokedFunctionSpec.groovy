package dev.fairlead.app.aws

import dev.fairlead.spi.ConfigurationException
import dev.fairlead.spi.Settings
import java.time.Duration
import spock.lang.Specification

class InvokedFunctionSpec extends Specification {
  static final LAMBDA = [AWS_LAMBDA_FUNCTION_NAME: 'fairlead', AWS_LAMBDA_FUNCTION_VERSION: '$LATEST', AWS_REGION: 'us-east-1']
  static final UPLOADER = 'arn:aws:lambda:eu-west-1:123456789012:function:uploader'

  static Optional<InvokedFunction> read(Map<String, ?> tree, Map<String, String> environment) {
    def section = Settings.of('fairlead.background', tree)
    def function = InvokedFunction.read(section, environment)
    section.requireAllRead()
    function
  }

  def "with #environment it is #name in #region"() {
    expect:
    with(read([:], LAMBDA + environment).get()) {
      it.name() == name
      it.qualifier().orElse(null) == version
      it.region() == region
      it.timeout() == Duration.ofSeconds(2)
      it.endpoint().empty
    }

    where:
    environment                                  || name              | version   | region
    [:]                                          || 'fairlead'        | '$LATEST' | 'us-east-1'
    [AWS_LAMBDA_FUNCTION_VERSION: '7']           || 'fairlead'        | '7'       | 'us-east-1'
    [UPLOADER_LAMBDA_ARN: '']                    || 'fairlead'        | '$LATEST' | 'us-east-1'
    [UPLOADER_LAMBDA_ARN: UPLOADER]              || UPLOADER          | null      | 'eu-west-1'
    [UPLOADER_LAMBDA_ARN: "$UPLOADER:live".toString()] || "$UPLOADER:live" | null | 'eu-west-1'
  }

  def "outside Lambda there is none, whatever else is set"() {
    expect:
    read(['lambda-timeout': '1s'], [UPLOADER_LAMBDA_ARN: UPLOADER]).empty
  }

  def "the endpoint is the setting, else the environment's"() {
    expect:
    read(tree, LAMBDA + [AWS_ENDPOINT_URL_LAMBDA: 'http://127.0.0.1:2']).get().endpoint().get() == URI.create(endpoint)

    where:
    tree                                      || endpoint
    ['lambda-endpoint': 'http://127.0.0.1:1'] || 'http://127.0.0.1:1'
    [:]                                       || 'http://127.0.0.1:2'
  }

  def "#what stops the start"() {
    when:
    read(tree, environment)

    then:
    def refused = thrown(ConfigurationException)
    refused.message.startsWith(message)

    where:
    what               | tree                      | environment                                || message
    'a bare name'      | [:]                       | LAMBDA + [UPLOADER_LAMBDA_ARN: 'uploader'] || "UPLOADER_LAMBDA_ARN: 'uploader' is not the ARN of a function, such as arn:"
    'no region'        | [:]                       | LAMBDA - [AWS_REGION: 'us-east-1']         || 'AWS_REGION: is missing'
    'an endless limit' | ['lambda-timeout': '1h']  | LAMBDA                                     || 'fairlead.background.lambda-timeout: PT1H is not within'
  }
}
