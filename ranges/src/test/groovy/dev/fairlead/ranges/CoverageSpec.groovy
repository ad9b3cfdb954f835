package dev.fairlead.ranges

import static dev.fairlead.ranges.Sample.*

import spock.lang.Specification

class CoverageSpec extends Specification {
  def table = table(
      aws(1, [awsRow("10.0.0.0/9", "a"), awsRow("10.1.0.0/16", "b"), awsRow("10.128.0.0/9", "a"),
          awsRow("255.0.0.0/8", "b"), awsRow("12.0.0.0/8", "GLOBAL"),
          awsRow("2600:1f00::/24", "a"), awsRow("2600:1f00:0:1:8000::/65", "b")]),
      gcp(1, ["34.1.208.0/20": "a"]))

  def "#family in #regions of #cloud is covered between #edges"() {
    expect:
    Coverage.edges(table, family, { it.cloud() == cloud && it.region().filter { regions.contains(it) }.present }) == edges

    where:
    family      | cloud     | regions    || edges
    Family.IPV4 | Cloud.AWS | ["a"]      || ["0a000000", "0a010000", "0a020000", "0b000000"]
    Family.IPV4 | Cloud.AWS | ["a", "b"] || ["0a000000", "0b000000", "ff000000"]
    Family.IPV4 | Cloud.AWS | ["b"]      || ["0a010000", "0a020000", "ff000000"]
    Family.IPV4 | Cloud.GCP | ["a"]      || ["2201d000", "2201e000"]
    Family.IPV4 | Cloud.AWS | ["c"]      || []
    Family.IPV6 | Cloud.AWS | ["a"]      || ["26001f00" + "0" * 24, "26001f00000000018" + "0" * 15, "26001f0000000002" + "0" * 16, "26002000" + "0" * 24]
    Family.IPV6 | Cloud.GCP | ["a"]      || []
  }
}
