package dev.fairlead.testbed

import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Specification

class LambdaRuntimeStandInSpec extends Specification {
  @AutoCleanup LambdaRuntimeStandIn runtime = LambdaRuntimeStandIn.start(0)

  URI at(String path) {
    URI.create("http://${runtime.address()}/2018-06-01/runtime/$path")
  }

  def post(String path, String body) {
    Clients.send('POST', at(path), [:], body.bytes)
  }

  def next() {
    Clients.get(at('invocation/next'))
  }

  static String id(response) {
    response.headers().firstValue('Lambda-Runtime-Aws-Request-Id').get()
  }

  def "an event waits for the function, which waits for events"() {
    given:
    def polling = CompletableFuture.supplyAsync { next() }

    when:
    def outcome = runtime.invoke('{"n":1}'.bytes)
    def event = polling.get(5, TimeUnit.SECONDS)

    then:
    event.body() == '{"n":1}'
    event.headers().firstValue('Lambda-Runtime-Deadline-Ms').get().toLong() > System.currentTimeMillis()
    event.headers().firstValue('Lambda-Runtime-Invoked-Function-Arn').get() == LambdaRuntimeStandIn.FUNCTION_ARN
    runtime.counts() == new InvocationCounts(1, 0, 1, 0, 0, 0)

    when:
    def taken = post("invocation/${id(event)}/response", '{"ok":true}')

    then:
    taken.statusCode() == 202
    outcome.get(5, TimeUnit.SECONDS) == new Outcome.Response('{"ok":true}')
    runtime.counts().eachAnsweredOnce()
  }

  def "an error ends an invocation too"() {
    given:
    def outcome = runtime.invoke('{}'.bytes)

    when:
    post("invocation/${id(next())}/error", '{"errorType":"java.lang.Error","errorMessage":"oh"}')

    then:
    with(outcome.get(5, TimeUnit.SECONDS) as Outcome.Failure) {
      type() == 'java.lang.Error'
      message() == 'oh'
    }
    runtime.counts() == new InvocationCounts(1, 0, 0, 0, 1, 0)
  }

  def "#what is noticed"() {
    given:
    runtime.invoke('{}'.bytes)
    def id = id(next())

    when:
    def answers = paths.collect { post("invocation/${it == 'own' ? id : it}/response", '1').statusCode() }

    then:
    answers == statuses
    !runtime.counts().eachAnsweredOnce()

    where:
    what                     | paths          || statuses
    'a second answer'        | ['own', 'own'] || [202, 400]
    'an answer to nothing'   | ['other']      || [400]
    'an event without answer' | []            || []
  }

  def "a response over the limit is refused, and the invocation has failed"() {
    given:
    def outcome = runtime.invoke('{}'.bytes)

    when:
    def answer = post("invocation/${id(next())}/response", '1' * (LambdaRuntimeStandIn.MAX_RESPONSE_BYTES + 1))

    then:
    answer.statusCode() == 413
    outcome.get(5, TimeUnit.SECONDS).type() == 'Function.ResponseSizeTooLarge'
  }

  def "a function that can't start, or can't go on after its snapshot, says so"() {
    when:
    post('init/error', '{"errorType":"A","errorMessage":"a"}')
    post('restore/error', '{"errorType":"B","errorMessage":"b"}')

    then:
    runtime.initFailure().get(5, TimeUnit.SECONDS).message() == 'a'
    runtime.restoreFailure().get(5, TimeUnit.SECONDS).message() == 'b'
  }

  def "a snapshot rests until it is restored"() {
    given:
    def resting = CompletableFuture.supplyAsync { Clients.get(at('restore/next')) }
    runtime.awaitSnapshot()

    expect:
    !resting.done

    when:
    runtime.restore()

    then:
    resting.get(5, TimeUnit.SECONDS).statusCode() == 200
  }
}
