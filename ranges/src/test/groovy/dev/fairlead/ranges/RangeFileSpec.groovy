package dev.fairlead.ranges

import java.time.Instant
import spock.lang.Specification

class RangeFileSpec extends Specification {
  def "a range of another cloud has no place in a file"() {
    when:
    new RangeFile(Cloud.GCP, 1, Instant.EPOCH, [range("10.0.0.0/8")])

    then:
    def e = thrown(RangeFileException)
    e.message.contains("is of aws, not gcp")
  }

  def "the message of an exception is one short line of plain characters"() {
    expect:
    new RangeFileException("a\nb\u001b[1m\u00e9" + "x" * 1000).message ==~ /a\?b\?\[1m\?x+\.\.\./
    new RangeFileException("x" * 1000).message.length() == 403
  }

  def "the name #name is refused"() {
    when:
    new Range(Cloud.AWS, Optional.empty(), name, [] as Set, Prefix.parse("10.0.0.0/8"))

    then:
    thrown(IllegalArgumentException)

    where:
    name << [" ", "a ", "a,b", "a\tb", "\u00e9", "x" * 65]
  }

  private static Range range(String prefix) {
    new Range(Cloud.AWS, Optional.empty(), "", ["EC2"] as Set, Prefix.parse(prefix))
  }
}
