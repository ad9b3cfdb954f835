package dev.fairlead.app.lambda

import dev.fairlead.app.SampleRanges
import dev.fairlead.app.TwoRegistries
import dev.fairlead.testbed.Outcome
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** The program in a process of its own, under AWS's runtime interface client, against the Runtime API's stand-in. */
class LambdaLoopSpec extends Specification {
  static final EVENTS = 1000
  static final EARLY = 200
  @Shared @AutoCleanup TwoRegistries registries = new TwoRegistries()
  @TempDir Path folder
  @AutoCleanup(quiet = true) FunctionProcess function

  String configuration(String yaml = registries.yaml()) {
    Files.writeString(folder.resolve('aws-ip-ranges.json'), SampleRanges.json())
    Files.writeString(folder.resolve('fairlead.yml'), yaml)
  }

  def "each of a thousand mixed events is answered once, failures are reported, and memory stays flat"() {
    given:
    function = FunctionProcess.serve(['--config', configuration()])
    def shapes = MixedEvents.of(registries)
    def (wrong, failed) = [[], 0]
    def ask = { int from, int to ->
      (from..<to).each {
        def shape = shapes[it % shapes.size()]
        def outcome = function.ask(shape.event)
        shape.isRight(outcome) || wrong << "$shape.name: $outcome"
        failed += outcome instanceof Outcome.Failure ? 1 : 0
      }
      [function.liveBytes(), function.residentBytes()]
    }

    when:
    def (live, resident) = ask(0, EARLY)
    def (liveAtEnd, residentAtEnd) = ask(EARLY, EVENTS)
    println "after $EARLY and $EVENTS events: live heap $live and $liveAtEnd bytes, resident $resident and $residentAtEnd"

    then:
    wrong == []
    function.runtime.counts().invoked() == EVENTS
    function.runtime.counts().eachAnsweredOnce()
    function.runtime.counts().failed() == failed
    failed > 0
    function.process.alive
    liveAtEnd < live * 1.1
  }

  def "events that come all at once are answered as well"() {
    given:
    function = FunctionProcess.serve([], [FAIRLEAD_CONFIG: configuration()])
    def event = MixedEvents.of(registries).find { it.name == 'redirect' }.event

    when:
    def outcomes = (1..200).collect { function.runtime.invoke(event) }*.get(30, TimeUnit.SECONDS)

    then:
    outcomes.every { MixedEvents.redirects(it) }
    function.runtime.counts().eachAnsweredOnce()
  }

  def "a wrong configuration is told to Lambda in one line, and the process ends"() {
    given:
    function = FunctionProcess.serve(['--config', configuration(registries.yaml().replace('{ cdn:', '{ cnd:'))])

    when:
    def told = function.runtime.initFailure().get(30, TimeUnit.SECONDS)

    then:
    told.message() == "fairlead.prices.cnd: unknown key, did you mean 'cdn'?"
    function.end() == 1
    function.output.contains(told.message())
  }
}
