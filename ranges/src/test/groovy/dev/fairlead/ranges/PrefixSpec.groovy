package dev.fairlead.ranges

import spock.lang.Specification

class PrefixSpec extends Specification {
  def "#text is read and written as #written"() {
    expect:
    Prefix.parse(text).toString() == written

    where:
    text                                         || written
    "0.0.0.0/0"                                  || "0.0.0.0/0"
    "52.94.76.0/22"                              || "52.94.76.0/22"
    "255.255.255.255/32"                         || "255.255.255.255/32"
    "::/0"                                       || "::/0"
    "2406:DABA:F000::/40"                        || "2406:daba:f000::/40"
    "2001:db8:0:0:1:0:0:1/128"                   || "2001:db8::1:0:0:1/128"
    "2001:0db8:0:1:1:1:1:1/128"                  || "2001:db8:0:1:1:1:1:1/128"
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128" ||
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128"
    "2600:1f00::8000:0:0:0/65"                   || "2600:1f00:0:0:8000::/65"
    "::1:0:0/96"                                 || "::1:0:0/96"
  }

  def "#text is refused because it #problem"() {
    when:
    Prefix.parse(text)

    then:
    def e = thrown(IllegalArgumentException)
    e.message.contains(problem)
    e.message.contains(text.takeWhile { it != '/' })

    where:
    text                 || problem
    "10.0.0.0"           || "has no prefix length"
    "10.0.0.1/31"        || "bits set beyond"
    "10.0.0.0/33"        || "not between 0 and 32"
    "10.0.0.0/"          || "has no prefix length"
    "10.0.0.0/08"        || "has no decimal prefix length"
    "10.0.0.0/+8"        || "has no decimal prefix length"
    "10.0.0.0/1000"      || "has no decimal prefix length"
    "10.0.0.0/-1"        || "has no decimal prefix length"
    "010.0.0.0/8"        || "is not an address"
    "10.1/16"            || "is not an address"
    "localhost/32"       || "is not an address"
    "example.com/24"     || "is not an address"
    "/8"                 || "is not an address"
    "2001:db8::1/64"     || "bits set beyond"
    "2001:db8::/129"     || "not between 0 and 128"
    "2001:db8:8000::/32" || "bits set beyond"
    "fe80::1%1/128"      || "is not an address"
    "[::1]/128"          || "is not an address"
    "::ffff:10.0.0.0/104" || "IPv4-mapped"
  }

  def "an IPv4 prefix has no more than 32 bits"() {
    when:
    new Prefix(Family.IPV4, hi, lo, 32)

    then:
    thrown(IllegalArgumentException)

    where:
    hi | lo
    1  | 0
    0  | 1L << 32
  }

  def "#prefix holds #address: #answer"() {
    expect:
    Prefix.parse(prefix).contains(InetAddress.getByName(address)) == answer

    where:
    prefix               | address                                 || answer
    "10.0.0.0/8"         | "10.255.255.255"                        || true
    "10.0.0.0/8"         | "11.0.0.0"                              || false
    "10.0.0.0/8"         | "::ffff:10.0.0.1"                       || true
    "10.0.0.0/8"         | "2001:db8::1"                           || false
    "0.0.0.0/0"          | "255.255.255.255"                       || true
    "2001:db8::/32"      | "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff" || true
    "2001:db8::/32"      | "2001:db9::"                            || false
    "2001:db8:0:0:8000::/65" | "2001:db8:0:0:8000::1"              || true
    "2001:db8:0:0:8000::/65" | "2001:db8:0:0:7fff::1"              || false
    "::/0"               | "ffff::"                                || true
  }

  def "an IPv4-mapped address that kept its IPv6 form counts as IPv4"() {
    given:
    def mapped = Inet6Address.getByAddress(null, [0] * 10 + [255, 255, 10, 0, 0, 1] as byte[], -1)

    expect:
    mapped instanceof Inet6Address
    Prefix.parse("10.0.0.0/8").contains(mapped)
    Addresses.unmapped(InetAddress.getByName("10.0.0.1")) == InetAddress.getByName("10.0.0.1")
  }

  def "prefixes are in order of family, address and length"() {
    given:
    def ordered = ["1.0.0.0/8", "1.0.0.0/24", "200.0.0.0/8", "2000::/16", "2000::/32", "f000::/16"]

    expect:
    ordered.reverse().collect { Prefix.parse(it) }.sort()*.toString() == ordered
  }
}
