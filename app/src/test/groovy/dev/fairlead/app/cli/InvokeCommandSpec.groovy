package dev.fairlead.app.cli

import dev.fairlead.app.SampleRanges
import dev.fairlead.app.lambda.Events
import dev.fairlead.spi.CommandProvider.Console
import java.nio.file.Files
import java.nio.file.Path
import picocli.CommandLine
import spock.lang.Specification
import spock.lang.TempDir

/** What the Test button of AWS's console does. */
class InvokeCommandSpec extends Specification {
  @TempDir Path folder
  def out = new ByteArrayOutputStream()
  def err = new ByteArrayOutputStream()
  def fault = null

  int invoke(String event) {
    Files.writeString(folder.resolve('aws-ip-ranges.json'), SampleRanges.json())
    def config = Files.writeString(folder.resolve('f.yml'), '''
fairlead:
  ranges: { files: [aws-ip-ranges.json] }
  mounts:
    m: { strategy: registry, access: public, pass-through: { to: "https://cdn.example" }, settings: { copies: [{ bucket: layers, region: us-east-1 }] } }
''')
    def (o, e) = [out, err].collect { new PrintStream(it, true, 'UTF-8') }
    def console = [out: { o }, err: { e }] as Console
    new CommandLine(new InvokeCommand(console))
        .setExecutionExceptionHandler { ex, _, _2 -> fault = ex.message; 2 }
        .execute('--config', config.toString(), event)
  }

  String file(String text) {
    Files.writeString(folder.resolve('event.json'), text).toString()
  }

  def "the response to #example is printed, pretty"() {
    expect:
    invoke(file(Events.json(Events.example(example)))) == 0
    err.toString() == ''
    def printed = out.toString('UTF-8')
    printed.readLines().size() > 3
    Events.parse(printed).with { statusCode ?: uri } == answer

    where:
    example          || answer
    'function-url'   || 307
    'http-api'       || 307
    'rest-api'       || 307
    'alb'            || 307
    'viewer-request' || '/'
  }

  def "an event can come from stdin"() {
    given:
    def stdin = System.in
    System.in = new ByteArrayInputStream(Events.json(Events.example('alb')).bytes)

    expect:
    invoke('-') == 0
    Events.parse(out.toString('UTF-8')).statusDescription == '307 Temporary Redirect'

    cleanup:
    System.in = stdin
  }

  def "an event that fails is one line and exit code 1: #event"() {
    expect:
    invoke(file(event)) == 1
    out.toString() == ''
    err.toString('UTF-8').readLines().size() == 1
    err.toString('UTF-8').startsWith("fairlead: the event failed: $reason")

    where:
    event                                                  || reason
    '{"Records":[{"s3":{}}]}'                              || 'this event has none of the known shapes'
    '{"a":'                                                || 'the event is not JSON: line 1'
    ''                                                     || 'this event has none of the known shapes'
    '{"fairlead":{"perform":{"mount":"m","work":"w"}}}'    || 'this strategy has no background work'
    '{"fairlead":{"perform":{"mount":"other","work":"w"}}}' || 'fairlead.perform: there is no mount other'
  }

  def "a file that isn't there is the caller's mistake"() {
    expect:
    invoke(folder.resolve('none.json').toString()) == 2
    fault.startsWith('there is no file')
  }
}
