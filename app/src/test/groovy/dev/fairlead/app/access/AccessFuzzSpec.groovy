package dev.fairlead.app.access

import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Whatever is sent: a verdict, never an exception, and nobody gets in. */
class AccessFuzzSpec extends Specification {
  @TempDir Path folder

  def "200,000 generated policies are read or refused"() {
    when:
    def read = AccessFuzz.policies()

    then: 'some are read, so that the generator reaches every part of the reader'
    read > 1000
    read < AccessFuzz.RUNS / 4
  }

  def "200,000 generated queries and cookies get nobody in"() {
    given:
    Gates.write(folder, 'K1', Gates.rsa())

    expect:
    AccessFuzz.requests(Gates.gate(folder, ['K1'])) == AccessFuzz.RUNS
  }

  def "200,000 generated patterns fit or don't"() {
    expect:
    AccessFuzz.patterns() > 0
  }
}
