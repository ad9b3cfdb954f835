package dev.fairlead.app.cli

import static dev.fairlead.app.access.Gates.NOW
import static dev.fairlead.app.access.Gates.SITE

import dev.fairlead.app.access.Gates
import dev.fairlead.app.access.Verdict
import dev.fairlead.ranges.Prefix
import dev.fairlead.spi.CommandProvider.Console
import java.nio.file.Path
import java.time.Duration
import java.time.InstantSource
import picocli.CommandLine
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

class SignCommandSpec extends Specification {
  @TempDir @Shared Path folder
  def out = new ByteArrayOutputStream()
  def fault = null

  def setupSpec() {
    Gates.write(folder, 'K1', Gates.rsa())
  }

  int run(List<String> arguments) {
    def stream = new PrintStream(out, true, 'UTF-8')
    def console = [out: { stream }, err: { stream }, run: { 0 }] as Console
    new CommandLine(new SignCommand(console, InstantSource.fixed(NOW)))
        .setExecutionExceptionHandler { e, _, _2 -> fault = e.message; 1 }
        .setErr(new PrintWriter(Writer.nullWriter()))
        .execute(*arguments, '--key-pair-id', 'K1', '--private-key-file', folder.resolve('K1.pem').toString())
  }

  String printed() {
    out.toString('UTF-8').trim()
  }

  Verdict judged(String url) {
    Gates.gate(folder, ['K1']).judge(Gates.request(url))
  }

  def "#options gives a #policy policy that the gate takes"() {
    when:
    def code = run(["$SITE/a?b=c".toString(), *options])

    then:
    code == 0
    printed().contains(policy == 'canned' ? '&Expires=' : '&Policy=')
    with(judged(printed())) { Verdict.Granted verdict ->
      verdict.conditions().end() == NOW + Duration.ofMinutes(20)
      verdict.conditions().start().present == options.contains('--not-before')
      verdict.conditions().clients() == Optional.ofNullable(options.contains('--ip') ? Prefix.parse('192.0.2.0/24') : null)
    }

    where:
    options                                                                          || policy
    ['--expires', '20m']                                                             || 'canned'
    ['--expires', '2026-11-21T12:20:00Z']                                            || 'canned'
    ['--expires', '20m', '--hash', 'SHA256']                                         || 'canned'
    ['--expires', '20m', '--ip', '192.0.2.0/24']                                     || 'custom'
    ['--expires', '20m', '--not-before', '2026-11-21T00:00:00Z']                     || 'custom'
    ['--expires', '20m', '--resource', 'https://d1example.cloudfront.net/*']         || 'custom'
  }

  def "#arguments is refused: #hint"() {
    expect:
    run(arguments) == code
    printed() == ''
    code == 2 || fault.contains(hint)

    where:
    arguments                                              || code | hint
    ['https://h.example/a']                                || 2    | ''
    ['https://h.example/a', '--expires', 'soon']           || 1    | "'soon' is not a time"
    ['https://h.example/a', '--expires', '2026-11-21T99']  || 1    | 'is not a time such as 2026-12-01T00:00:00Z'
    ['https://h.example', '--expires', '20m']              || 1    | 'has no path'
    ['/a', '--expires', '20m']                             || 1    | 'is not a URL such as https://'
    ['https://h.example/a', '--expires', '20m', '--ip', '::/0']     || 1 | 'IPv4 only'
    ['https://h.example/a', '--expires', '20m', '--ip', 'a.example'] || 1 | 'has no prefix length'
    ['https://h.example/a', '--expires', '20m', '--hash', 'MD5']    || 2 | ''
  }
}
