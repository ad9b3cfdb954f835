package dev.fairlead.app.host

import dev.fairlead.app.aws.AwsObjectStores
import dev.fairlead.app.aws.AwsSettings
import dev.fairlead.app.aws.InvokedFunction
import dev.fairlead.app.ServiceFixture
import dev.fairlead.spi.Settings
import dev.fairlead.testbed.AcceptedEvent
import dev.fairlead.testbed.Credentials
import dev.fairlead.testbed.Fault
import dev.fairlead.testbed.Invocable
import dev.fairlead.testbed.LambdaStandIn
import dev.fairlead.testbed.Testbed
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.time.InstantSource
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import spock.lang.Specification

class WorkInvocationsSpec extends Specification {
  Credentials credentials = new Credentials(InstantSource.system())
  @AutoCleanup LambdaStandIn lambda = LambdaStandIn.start(0, credentials, Invocable.of { it })
  @AutoCleanup('shutdownNow') ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()
  SimpleMeterRegistry meters = new SimpleMeterRegistry()
  AwsObjectStores stores = new AwsObjectStores(
      AwsSettings.read(Settings.of('s', [:]), [:]), InstantSource.system(), meters, threads)

  def setup() {
    credentials.add(Testbed.ACCESS_KEY_ID, Testbed.SECRET_ACCESS_KEY)
    ServiceFixture.useTestbedCredentials()
  }

  def background(Map<String, String> more = [:], String endpoint = lambda.endpoint()) {
    def section = Settings.of('fairlead.background', ['lambda-timeout': '5s', 'lambda-endpoint': endpoint] + more)
    def function = InvokedFunction.read(section, [
        AWS_LAMBDA_FUNCTION_NAME: 'fairlead', AWS_LAMBDA_FUNCTION_VERSION: '$LATEST', AWS_REGION: 'eu-west-1'])
    new WorkInvocations(stores.invoker(function.get()), meters).of('m') { throw new IllegalStateException('not here') }
  }

  double counted(String result) {
    meters.get('fairlead.background.work').tags('mount', 'm', 'result', result).counter().count()
  }

  def "an offer is an event of the function itself, before the offer returns"() {
    when:
    def taken = background().offer('cache "/a b"')

    then:
    taken
    lambda.accepted() == [new AcceptedEvent(
        'fairlead:$LATEST', 'eu-west-1', '{"fairlead":{"perform":{"mount":"m","work":"cache \\"/a b\\""}}}')]
    counted('accepted') == 1
  }

  def "with #what an offer is refused and counted, once it was tried"() {
    given:
    def background = background()
    background.offer('first')
    lambda.faults().fail(fault)

    when:
    def taken = background.offer('second')

    then:
    !taken
    lambda.log().count() == 2
    counted('refused') == 1

    where:
    what        | fault
    'throttling' | Fault.tooManyRequests()
    'an error'  | Fault.internalError()
    'no right'  | Fault.accessDenied()
    'a cut'     | new Fault.Reset()
  }

  def "an offer to who hangs ends in time"() {
    given:
    def background = background('lambda-timeout': '300ms')
    background.offer('the first loads the client')
    lambda.faults().fail(new Fault.Hang())

    when:
    long start = System.nanoTime()
    def taken = background.offer('x')
    long millis = (System.nanoTime() - start).intdiv(1_000_000)

    then:
    !taken
    millis >= 290
    millis < 1500
  }

  def "nobody there is a refusal too"() {
    expect:
    !background([:], 'http://127.0.0.1:1').offer('x')
    counted('refused') == 1
  }
}
