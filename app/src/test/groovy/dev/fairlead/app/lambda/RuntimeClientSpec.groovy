package dev.fairlead.app.lambda

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda
import dev.fairlead.testbed.Outcome
import spock.lang.AutoCleanup
import spock.lang.Specification

/** What AWS's runtime interface client does with a function that fails; we rely on it. */
class RuntimeClientSpec extends Specification {
  static final FINE = new Outcome.Response('"fine"')
  @AutoCleanup(quiet = true) FunctionProcess function =
      new FunctionProcess([AWSLambda.name, "${FailingFunction.name}::handleRequest".toString()])

  def "it reports what a function throws and goes on, unless the JVM itself is in trouble"() {
    when:
    def outcomes = ['exception', 'fine', 'error', 'fine', 'stack'].collect { function.ask(it.bytes) }

    then:
    outcomes*.class*.simpleName == ['Failure', 'Response', 'Failure', 'Response', 'Failure']
    outcomes[0, 2, 4]*.type() == ['java.lang.IllegalStateException', 'java.lang.AssertionError', 'java.lang.StackOverflowError']
    outcomes[0].message() == 'as asked'
    function.end() == 0
    function.runtime.counts().eachAnsweredOnce()
  }

  def "a response that is too large costs the process, so that none may be made"() {
    expect:
    (function.ask('large'.bytes) as Outcome.Failure).type() == 'Function.ResponseSizeTooLarge'
    function.end() == 1
  }

  def "without memory it ends at once, and Lambda notices by itself"() {
    when:
    def outcome = function.runtime.invoke('memory'.bytes)

    then:
    function.end() == 3
    !outcome.done
  }
}
