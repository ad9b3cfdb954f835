package dev.fairlead.ranges

import static dev.fairlead.ranges.Sample.*

import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import spock.lang.Requires
import spock.lang.Specification

class RangeTableSpec extends Specification {
  def "the embedded table answers every edge of its prefixes as the brute force does"() {
    given:
    def table = RangeTable.embedded()

    expect:
    table.size() > 10_000
    new BruteForceRanges(table.ranges()).difference(table) == Optional.empty()
  }

  def "made-up nested tables answer every edge as the brute force does (seed #seed)"() {
    given:
    def table = RangeTable.of(new RandomRanges(seed).files())

    expect:
    table.size() > 60
    new BruteForceRanges(table.ranges()).difference(table) == Optional.empty()

    where:
    seed << (1..60)
  }

  @Requires(value = { env.FAIRLEAD_RANGE_FILES },
  reason = "FAIRLEAD_RANGE_FILES names no folder with real range files")
  def "tables of real files answer every edge as the brute force does"() {
    given:
    def paths = Files.list(Path.of(System.getenv("FAIRLEAD_RANGE_FILES"))).withCloseable {
      it.filter { it.toString().endsWith(".json") }.sorted().toList()
    }
    def table = new RangeGenerator(new RangeFileReader()).table(paths)

    expect:
    !paths.empty
    new BruteForceRanges(table.ranges()).difference(table) == Optional.empty()
  }

  def "the brute force notices a table that answers the shortest prefix"() {
    given:
    def nested = table(aws(1, [awsRow("10.0.0.0/8", "a"), awsRow("10.1.0.0/16", "b")]))
    def outer = nested.ranges().take(1)

    expect:
    new BruteForceRanges(outer).difference(nested).isPresent()
  }

  def "#address is of #region"() {
    given:
    def table = table(
        aws(1, [awsRow("10.0.0.0/8", "GLOBAL"), awsRow("10.1.0.0/16", "us-east-1"),
            awsRow("10.1.2.3/32", "us-east-2"), awsRow("2600:1f00::/24", "us-west-2"),
            awsRow("2600:1f00:0:1:8000::/65", "us-west-1"), awsRow("255.0.0.0/8", "edge")]),
        gcp(1, ["34.1.208.0/20": "africa-south1"]))

    expect:
    table.find(InetAddress.getByName(address)).flatMap { it.region() }.orElse("-") == region

    where:
    address                || region
    "10.0.0.1"             || "-"
    "10.1.0.0"             || "us-east-1"
    "10.1.2.2"             || "us-east-1"
    "10.1.2.3"             || "us-east-2"
    "10.1.2.4"             || "us-east-1"
    "10.2.0.0"             || "-"
    "11.0.0.0"             || "-"
    "0.0.0.0"              || "-"
    "255.255.255.255"      || "edge"
    "34.1.223.255"         || "africa-south1"
    "::ffff:10.1.2.3"      || "us-east-2"
    "2600:1f00::1"         || "us-west-2"
    "2600:1f00:0:1:8000::" || "us-west-1"
    "2600:1f00:0:1:7fff::" || "us-west-2"
    "2600:1f00:0:2::"      || "us-west-2"
    "2600:2000::"          || "-"
    "::"                   || "-"
    "ffff::"               || "-"
  }

  def "an IPv4-mapped IPv6 address is answered as the IPv4 one, however it is given"() {
    given:
    def table = table(aws(1, [awsRow("10.0.0.0/8", "us-east-1")]))
    def bytes = [0] * 10 + [255, 255, 10, 0, 0, 1] as byte[]

    expect:
    table.find(Inet6Address.getByAddress(null, bytes, -1)).isPresent()
    table.find(0L, 0xffff0a000001L) == table.find(0x0a000001)
    table.find(0L, 0x0a000001L).isEmpty()
  }

  def "files of one cloud are merged, with doubt where they disagree"() {
    given:
    def table = table(
        aws(5, [awsRow("10.0.0.0/8", "a", "EC2"), awsRow("11.0.0.0/8", "a")]),
        aws(9, [awsRow("10.0.0.0/8", "b", "S3"), awsRow("12.0.0.0/8", "c")]))

    expect:
    table.files().size() == 1
    table.file(Cloud.AWS).get().syncToken() == 9
    table.created(Cloud.AWS).get() == Instant.ofEpochSecond(9)
    table.ranges()*.region()*.orElse("-") == ["-", "a", "c"]
    table.ranges().first().services().toList() == ["EC2", "S3"]
  }

  def "a prefix claimed by two clouds has no region"() {
    given:
    def table = table(gcp(1, ["10.0.0.0/8": "b"]), aws(1, [awsRow("10.0.0.0/8", "a")]))

    expect:
    table.size() == 1
    with(table.find(0x0a000000).get()) {
      cloud() == Cloud.AWS
      region().isEmpty()
      services().isEmpty()
    }
  }

  def "regions, creation and prefixes of a service are told by cloud"() {
    given:
    def table = table(
        aws(100, [awsRow("10.0.0.0/8", "b"), awsRow("11.0.0.0/8", "a"), awsRow("12.0.0.0/8", "GLOBAL"),
            awsRow("12.0.0.0/8", "GLOBAL", "CLOUDFRONT_ORIGIN_FACING")]),
        gcp(50_000, ["34.1.208.0/20": "africa-south1"]))

    expect:
    table.regions(Cloud.AWS).toList() == ["a", "b"]
    table.regions(Cloud.AZURE).empty
    table.prefixes(Cloud.AWS, "CLOUDFRONT_ORIGIN_FACING")*.toString() == ["12.0.0.0/8"]
    table.prefixes(Cloud.GCP, "EC2").empty
    table.created(Cloud.AWS) == Optional.of(Instant.ofEpochSecond(100))
    table.created(Cloud.AZURE) == Optional.empty()
    table.oldestCreated() == Optional.of(Instant.ofEpochSecond(50))
  }

  def "an empty table has no answers"() {
    expect:
    RangeTable.of([]).find(InetAddress.getByName(address)).isEmpty()
    RangeTable.of([]).oldestCreated().isEmpty()

    where:
    address << ["10.0.0.1", "2600::1", "255.255.255.255"]
  }

  def "the embedded table knows the clouds and services that are asked for"() {
    given:
    def table = RangeTable.embedded()

    expect:
    table.regions(Cloud.AWS).containsAll(["us-east-1", "us-east-2", "us-west-2", "cn-north-1"])
    table.regions(Cloud.GCP).contains("us-central1")
    table.prefixes(Cloud.AWS, "CLOUDFRONT_ORIGIN_FACING").size() > 10
    table.oldestCreated().get().isAfter(Instant.parse("2026-07-01T00:00:00Z"))
    table.is(RangeTable.embedded())
  }
}
