package dev.fairlead.app.access

import static dev.fairlead.app.access.Gates.END
import static dev.fairlead.app.access.Gates.SITE
import static dev.fairlead.app.access.Gates.refusal
import static dev.fairlead.app.access.Gates.request

import dev.fairlead.ranges.Prefix
import java.nio.file.Path
import java.time.Instant
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

class UrlSignerSpec extends Specification {
  static final UNTIL = Conditions.until(Instant.ofEpochSecond(END))
  static final NARROW = new Conditions(Instant.ofEpochSecond(END), Optional.of(Instant.ofEpochSecond(END - 3600)), Optional.of(Prefix.parse('192.0.2.0/24')))
  @TempDir @Shared Path folder

  def setupSpec() {
    Gates.write(folder, 'rsa', Gates.rsa())
    Gates.write(folder, 'ec', Gates.ec())
  }

  def "what #key signs with #hash is accepted again"() {
    given:
    def gate = Gates.gate(folder, ['rsa', 'ec'])
    def signer = Gates.signer(folder, key, hash)

    expect:
    gate.judge(request(signer.sign("$SITE/a?b=c", UNTIL))) == new Verdict.Granted(Optional.of('b=c'), UNTIL)
    gate.judge(request(signer.sign("$SITE/a?b=c?d", NARROW))) == new Verdict.Granted(Optional.of('b=c%3Fd'), NARROW)
    gate.judge(request(signer.sign("$SITE/a", "$SITE/*", UNTIL))) == new Verdict.Granted(Optional.empty(), UNTIL)
    signer.sign("$SITE/a", UNTIL).contains('&Hash-Algorithm=SHA256') == (hash == Hash.SHA256)

    where:
    [key, hash] << [['rsa', 'ec'], Hash.values()].combinations()
  }

  def "a URL with #what is signed for itself alone"() {
    given:
    def gate = Gates.gate(folder, ['rsa'])
    def url = Gates.signer(folder, 'rsa').sign("$SITE$path", conditions)
    def other = url.replace(signed, changed)

    expect:
    url.startsWith("$SITE$signed")
    refusal(gate.judge(request(url))) == null
    other != url
    refusal(gate.judge(request(other)))

    where:
    what              | path       | conditions || signed     | changed
    'a wildcard'      | '/dir/*'   | NARROW     || '/dir/%2A' | '/dir/x'
    'a wildcard'      | '/dir/*'   | UNTIL      || '/dir/%2A' | '/dir/*'
    'a query'         | '/dir?a=1' | NARROW     || '/dir?a=1' | '/dirXa=1?'
    'a mark in it'    | '/d?a=?'   | NARROW     || '/d?a=%3F' | '/d?a=x'
    'a quotation'     | '/"'       | NARROW     || '/%22'     | '/"'
  }

  def "a canned signature shown as a custom policy opens nothing else"() {
    given:
    def url = Gates.signer(folder, 'rsa').sign("$SITE/dir/*", UNTIL)
    def policy = UrlBase64.encode(PolicyText.bytes(PolicyText.canned("$SITE/dir/%2A", "$END")))
    def replayed = url.replace("Expires=$END", "Policy=$policy")
    def gate = Gates.gate(folder, ['rsa'])

    expect:
    refusal(gate.judge(request(replayed))) == null
    refusal(gate.judge(request(replayed.replace('%2A', 'secret'))))
  }
}
