package dev.fairlead.ranges

import static dev.fairlead.ranges.Sample.*

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class RangeToolsSpec extends Specification {
  @TempDir
  Path folder

  def "a look-up says on one line what is known: #line"() {
    given:
    def lookup = new RangeLookup(table(
        aws(1, [awsRow("52.94.76.0/22", "us-west-2", "EC2", "us-west-2-lax-1"),
            awsRow("52.94.76.0/22", "us-west-2", "AMAZON", "us-west-2-lax-1"),
            awsRow("10.0.0.0/8", "us-east-1"), awsRow("11.0.0.0/8", "GLOBAL", "S3")]),
        gcp(1, ["12.0.0.0/8": "us-east1", "52.94.76.0/24": "x", "52.94.77.0/24": "y"]),
        azure(1, [azureTag("AzureCloud", "", ["52.94.76.0/24", "13.0.0.0/8"])])))

    expect:
    lookup.line(address) == address + "  " + line

    where:
    address      || line
    "52.94.79.1" ||
        "aws us-west-2 (border group us-west-2-lax-1)  52.94.76.0/22  AMAZON,EC2"
    "10.0.0.1"   || "aws us-east-1  10.0.0.0/8  EC2"
    "11.0.0.1"   || "aws (region unknown)  11.0.0.0/8  S3"
    "12.0.0.1"   || "gcp us-east1  12.0.0.0/8  Google Cloud"
    "52.94.76.1" || "gcp (region unknown)  52.94.76.0/24"
    "13.0.0.1"   || "azure (region unknown)  13.0.0.0/8  AzureCloud"
    "192.0.2.1"  || "in no range"
    "2001:db8::" || "in no range"
  }

  def "a look-up of #text is refused, never resolved"() {
    when:
    new RangeLookup(RangeTable.of([])).line(text)

    then:
    def e = thrown(IllegalArgumentException)
    e.message.contains("is not an address")

    where:
    text << ["localhost", "10.1", "", "1.2.3.4 ", "::1%lo"]
  }

  def "the generator takes JSON and compact tables and makes the same table of both"() {
    given:
    def json = Files.writeString(folder.resolve("aws.json"), aws(1, [awsRow("10.0.0.0/8", "a")]))
    def more = Files.writeString(folder.resolve("gcp.json"), gcp(1, ["34.1.208.0/20": "b"]))
    def generator = new RangeGenerator(new RangeFileReader())

    when:
    def table = generator.generate([json, more], folder.resolve("one.ranges"))
    generator.generate([folder.resolve("one.ranges")], folder.resolve("two.ranges"))

    then:
    table.size() == 2
    Files.mismatch(folder.resolve("one.ranges"), folder.resolve("two.ranges")) == -1
  }

  def "an output that cannot be written is named"() {
    given:
    def json = Files.writeString(folder.resolve("aws.json"), aws(1, [awsRow("10.0.0.0/8", "a")]))

    when:
    new RangeGenerator(new RangeFileReader()).generate([json], folder.resolve("no/such/out"))

    then:
    def e = thrown(RangeFileException)
    e.message.contains("no/such/out: cannot be written")
  }

  def "a difference lists what came, went and moved, then shares and counts"() {
    given:
    def old = table(aws(1, [awsRow("10.0.0.0/8", "a"), awsRow("11.0.0.0/8", "a"),
        awsRow("2600::/16", "a")]))
    def now = table(aws(2, [awsRow("10.0.0.0/8", "b"), awsRow("12.0.0.0/9", "GLOBAL"),
        awsRow("2600::/16", "a", "S3")]), gcp(1, ["34.1.208.0/20": "c"]))

    expect:
    RangeDiff.between(old, now).lines() == [
        "+ 12.0.0.0/9  aws (region unknown)",
        "+ 34.1.208.0/20  gcp c",
        "- 11.0.0.0/8  aws a",
        "~ 10.0.0.0/8  aws a -> b",
        "aws IPv4: 33.333 % new, 50.000 % gone, 50.000 % moved",
        "aws IPv6: 0.000 % new, 0.000 % gone, 0.000 % moved",
        "gcp IPv4: 100.000 % new, 0.000 % gone, 0.000 % moved",
        "gcp IPv6: 0.000 % new, 0.000 % gone, 0.000 % moved",
        "2 came, 1 went, 1 moved"]
  }

  def "address space is counted through nesting and up to the last address"() {
    given:
    def old = table(aws(1, [awsRow("255.0.0.0/8", "a"), awsRow("255.255.0.0/16", "b")]))
    def now = table(aws(2, [awsRow("255.0.0.0/9", "a"), awsRow("255.128.0.0/9", "a")]))

    when:
    def change = RangeDiff.between(old, now).space().first()

    then:
    change.before() == 1 << 24
    change.after() == 1 << 24
    change.lost() == 0
    change.moved() == 1 << 16
  }

  def "nothing differs from itself"() {
    expect:
    RangeDiff.between(RangeTable.embedded(), RangeTable.embedded()).summary() ==
        "0 came, 0 went, 0 moved"
  }
}
