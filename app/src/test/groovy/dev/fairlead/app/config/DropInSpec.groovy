package dev.fairlead.app.config

import dev.fairlead.app.HttpConnection
import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.TwoRegistries
import dev.fairlead.app.http.HttpService
import dev.fairlead.app.lambda.Events
import dev.fairlead.app.lambda.FunctionProcess
import dev.fairlead.app.lambda.LambdaFunction
import dev.fairlead.spi.ConfigurationException
import dev.fairlead.testbed.Fault
import dev.fairlead.testbed.Outcome
import dev.fairlead.testbed.Testbed
import dev.fairlead.testbed.UpstreamStandIn
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout

/** In the place of the original RPM cache: no configuration file, and its environment. */
@Timeout(60)
class DropInSpec extends Specification {
  static final PACKAGE = ('a package ' * 1000).bytes
  @Shared @AutoCleanup Testbed testbed = Testbed.start()
  @Shared UpstreamStandIn mirror = testbed.upstream()

  def setupSpec() {
    ServiceFixture.useTestbedCredentials()
    testbed.s3().createBucket('kept', 'us-east-1')
    testbed.s3().put('kept', 'cache/pub/a+b^c.rpm', PACKAGE)
  }

  Map<String, String> environment(Map<String, String> more = [:]) {
    [
        ORIGIN_HOST: mirror.endpoint().toString(), S3_BUCKET_NAME: 'kept', ORIGIN_HEAD_TIMEOUT: '5', PRESIGNED_URL_EXPIRATION: '600',
        CACHE_EXTENSIONS: '.rpm', CKI_DEPLOYMENT_ENVIRONMENT: 'staging', LISTEN_PORT: '0', AWS_REGION: 'us-east-1',
        LAMBDA_HANDLER: 'cki_tools.rpm_cache.handler_lambda', AWS_ENDPOINT_URL_S3: testbed.s3().endpoint().toString(),
    ] + more
  }

  HttpService start(Map<String, String> environment) {
    def settings = Configuration.read(Optional.empty(), environment)
    HttpService.start(settings.withServer(settings.server().withPorts(settings.server().port(), 0)), environment)
  }

  def "over HTTP it is the cache at /"() {
    given:
    def service = start(environment())
    def connection = new HttpConnection(service.port())

    expect:
    with(connection.request('GET', '/pub/x.xml?a=b').read()) {
      status == 302
      location == "${mirror.endpoint()}/pub/x.xml?a=b"
    }
    with(connection.request('GET', '/pub/a+b^c.rpm').read()) {
      status == 302
      location.contains('X-Amz-Expires=600')
      TwoRegistries.download(location) == PACKAGE
    }

    cleanup:
    connection?.close()
    service?.close()
  }

  def "as a function it takes the original's event, #path"() {
    given:
    def function = new LambdaFunction(Configuration.read(Optional.empty(), environment()), environment(), new SimpleMeterRegistry())

    when:
    def answer = Events.parse(new String(function.answer(
        new ByteArrayInputStream(Events.json([pathParameters: path == null ? [:] : [path: path]]).bytes)), 'UTF-8'))

    then:
    answer.statusCode == status
    status == 400 || answer.headers.location.startsWith(bucket ? "${testbed.s3().endpoint()}/kept/cache/pub/a%2Bb%5Ec.rpm?" : "${mirror.endpoint()}/$path")

    cleanup:
    function.close()

    where:
    path            || status | bucket
    'pub/a+b^c.rpm' || 302    | true
    'pub/x.rpm'     || 302    | false
    'pub/x.xml'     || 302    | false
    ''              || 400    | false
    null            || 400    | false
  }

  def "under Lambda's runtime nothing but the environment is needed"() {
    given:
    def function = FunctionProcess.serve([], environment())

    when:
    def outcome = function.ask(Events.json([pathParameters: [path: 'pub/a+b^c.rpm']]).bytes)

    then:
    (outcome as Outcome.Response).text().contains('/kept/cache/pub/a%2Bb%5Ec.rpm?')

    cleanup:
    function?.close()
  }

  def "a wrong #name stops the start with a line that names it"() {
    when:
    start(environment([(name): value]))

    then:
    def refused = thrown(ConfigurationException)
    refused.message.startsWith("$name: ")
    refused.message.readLines().size() == 1

    where:
    name                       | value
    'LISTEN_PORT'              | 'x'
    'LISTEN_PORT'              | '65536'
    'ORIGIN_HEAD_TIMEOUT'      | '0'
    'PRESIGNED_URL_EXPIRATION' | 'one hour'
    'S3_BUCKET_NAME'           | ''
    'LOGLEVEL'                 | 'loud'
  }

  def "an environment that says nothing is no configuration"() {
    when:
    Configuration.read(Optional.empty(), [AWS_REGION: 'us-east-1'])

    then:
    def refused = thrown(ConfigurationException)
    refused.message == 'configuration: none given; use --config FILE or FAIRLEAD_CONFIG'
  }

  def "a mirror that hangs costs clients milliseconds, once it is known"() {
    given:
    def service = start(environment(FAIRLEAD_UPSTREAM_BREAKER_OPEN: '1m', ORIGIN_HEAD_TIMEOUT: '0.2'))
    def connection = new HttpConnection(service.port())
    mirror.fail(new Fault.Hang())
    def ask = { connection.request('GET', '/pub/a+b^c.rpm').read() }
    300.times { ask() } // opens the breaker, and warms up

    when:
    def times = (1..200).collect {
      def start = System.nanoTime()
      assert ask().location.startsWith("${testbed.s3().endpoint()}/kept/")
      Duration.ofNanos(System.nanoTime() - start)
    }.sort()
    println "answers while the mirror hangs: median ${times[100].toNanos() / 1000} µs, p99 ${times[198].toNanos() / 1000} µs"

    then:
    times[100] < Duration.ofMillis(10)

    cleanup:
    mirror.healAll()
    connection?.close()
    service?.close()
  }
}
