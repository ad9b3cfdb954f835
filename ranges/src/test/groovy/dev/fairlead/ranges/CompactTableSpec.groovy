package dev.fairlead.ranges

import static dev.fairlead.ranges.Sample.*

import spock.lang.Specification

class CompactTableSpec extends Specification {
  def "what is written is read back the same (seed #seed)"() {
    given:
    def files = new RandomRanges(seed).files()

    expect:
    read(CompactWriter.bytes(files)).toSorted { it.cloud() } == files.toSorted { it.cloud() }

    where:
    seed << (100..110)
  }

  def "the same ranges give the same bytes, whatever their order"() {
    given:
    def one = read(aws(1, [awsRow("10.0.0.0/8", "a"), awsRow("11.0.0.0/8", "b")]))
    def other = read(aws(1, [awsRow("11.0.0.0/8", "b"), awsRow("10.0.0.0/8", "a")]))
    def more = read(gcp(1, ["34.1.208.0/20": "africa-south1"]))

    expect:
    CompactWriter.bytes(one + more) == CompactWriter.bytes(more + other)
  }

  def "the text is as documented"() {
    expect:
    new String(CompactWriter.bytes(read(aws(1785313625, [
        awsRow("10.0.0.0/8", "us-west-2", "S3", "us-west-2-lax-1"),
        awsRow("10.0.0.0/8", "us-west-2", "EC2", "us-west-2-lax-1"),
        awsRow("2600::/16", "GLOBAL")]))), "US-ASCII") ==
        "fairlead-ranges 1\n" +
        "cloud\taws\t1785313625\t2026-07-29T08:27:05Z\n" +
        "at\t\tGLOBAL\tEC2\n2600::/16\n" +
        "at\tus-west-2\tus-west-2-lax-1\tEC2,S3\n10.0.0.0/8\n" +
        "end\t2\t67b41741\n"
  }

  def "the embedded table is small and written by this writer"() {
    given:
    def bytes = RangeTable.getResourceAsStream("embedded.ranges").readAllBytes()

    expect:
    bytes.length < 300_000
    CompactWriter.bytes(RangeTable.embedded().files()) == bytes
  }

  def "a table with #what is refused: #problem"() {
    given:
    def good = new String(CompactWriter.bytes(read(aws(1, [awsRow("10.0.0.0/8", "r")]))), "US-ASCII")

    when:
    read(good.replace(from, to))

    then:
    def e = thrown(RangeFileException)
    e.message.contains(problem)

    where:
    what                | from             | to                           || problem
    "another version"   | "ranges 1"       | "ranges 2"                   || "only version known"
    "a changed digit"   | "10.0.0.0/8"     | "11.0.0.0/8"                 || "checksum differ"
    "a bad prefix"      | "10.0.0.0/8"     | "10.0.0.0/x"                 || "line 4: \"10.0.0.0/x\""
    "a wide prefix"     | "10.0.0.0/8"     | "0.0.0.0/0"                  || "too wide"
    "a prefix twice"    | "10.0.0.0/8"     | "10.0.0.0/8\n10.0.0.0/8"     || "is there twice"
    "no prefix"         | "10.0.0.0/8\n"   | ""                           || "holds no prefixes"
    "an unknown cloud"  | "\taws\t"        | "\tmoon\t"                   || "unknown cloud"
    "a bad token"       | "aws\t1\t"       | "aws\tone\t"                 || "line 2"
    "a bad instant"     | "1970-"          | "tomorrow-"                  || "line 2"
    "a bad name"        | "\tEC2"          | "\t,"                        || "is not a name"
    "a field too few"   | "\tEC2"          | ""                           || "expected 4 fields"
    "a line too long"   | "10.0.0.0/8"     | "1" * 5000                   || "longer than 4096"
    "more after it"     | "at\tr"          | "end\t0\t0\nat\tr"           || "holds no prefixes"
    "nothing in it"     | "cloud\taws"     | "end\t0\t0\ncloud\taws"      || "checksum differ"
  }

  def "a table that says a cloud twice is refused"() {
    given:
    def good = new String(CompactWriter.bytes(read(aws(1, [awsRow("10.0.0.0/8", "r")]))), "US-ASCII")
    def cloud = good.substring(good.indexOf("cloud"), good.indexOf("end"))

    when:
    read(good.replace("end\t", cloud + "end\t"))

    then:
    def e = thrown(RangeFileException)
    e.message.contains("aws is there twice")
  }

  def "a table of no cloud, or with something after its end, is refused"() {
    when:
    read(bytes)

    then:
    def e = thrown(RangeFileException)
    e.message.contains(problem)

    where:
    bytes                                                       || problem
    CompactWriter.bytes([])                                     || "holds no prefixes"
    (new String(CompactWriter.bytes([])) + "more\n").bytes      || "follows the end line"
  }
}
