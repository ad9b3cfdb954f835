package dev.fairlead.ranges

import static dev.fairlead.ranges.Sample.*

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

class RangeFileReaderSpec extends Specification {
  @TempDir
  Path folder

  def "AWS: a prefix listed once per service is one range with all of them"() {
    when:
    def file = read(aws(1785313625, [
        awsRow("15.181.232.0/21", "us-west-2", "EC2", "us-west-2-lax-1"),
        awsRow("15.181.232.0/21", "us-west-2", "AMAZON", "us-west-2-lax-1"),
        awsRow("2600:1f14::/35", "us-west-2")])).first()

    then:
    file.cloud() == Cloud.AWS
    file.syncToken() == 1785313625
    file.created() == Instant.parse("2026-07-29T08:27:05Z")
    file.ranges() == [
        new Range(Cloud.AWS, Optional.of("us-west-2"), "us-west-2-lax-1",
            ["AMAZON", "EC2"] as Set, Prefix.parse("15.181.232.0/21")),
        new Range(Cloud.AWS, Optional.of("us-west-2"), "us-west-2", ["EC2"] as Set,
            Prefix.parse("2600:1f14::/35"))]
    file.ranges().first().services().toList() == ["AMAZON", "EC2"]
  }

  def "a prefix in regions #regions is of region #known"() {
    when:
    def file = read(aws(1, regions.collect { awsRow("10.0.0.0/8", it) })).first()

    then:
    file.ranges()*.region() == [Optional.ofNullable(known)]

    where:
    regions                                || known
    ["us-east-1"]                          || "us-east-1"
    ["us-east-1", "us-east-1"]             || "us-east-1"
    ["us-east-1", "us-east-2"]             || null
    ["us-east-1", "us-east-2", "us-east-1"] || null
    ["GLOBAL"]                             || null
    ["us-east-1", "GLOBAL"]                || null
  }

  def "GCP: global is no region, and the creation comes from the token in milliseconds"() {
    when:
    def file = read(gcp(1785333953849,
        ["34.1.208.0/20": "africa-south1", "34.96.0.0/20": "global", "2600:1900::/44": "us-west8"]))
        .first()

    then:
    file.cloud() == Cloud.GCP
    file.created() == Instant.parse("2026-07-29T14:05:53.849Z")
    file.ranges()*.region() ==
        [Optional.of("africa-south1"), Optional.empty(), Optional.of("us-west8")]
  }

  def "Azure: data centre tags say where, other tags which service"() {
    given:
    def text = azure(341, [
        azureTag("AzureCloud", "", ["13.64.0.0/16", "20.0.0.0/11", "40.0.0.0/16"]),
        azureTag("AzureCloud.westus", "westus", ["13.64.0.0/16", "13.64.0.0/16", "40.0.0.0/16"]),
        azureTag("AzureCloud.eastus", "eastus", ["40.0.0.0/16", "2603:1030::/32"]),
        azureTag("Storage.WestUS", "westus", ["13.64.1.0/24"]),
        azureTag("AzureFrontDoor.Backend", "", ["13.64.2.0/24", "147.243.0.0/16"])])

    when:
    def file = read(text).first()
    def ranges = file.ranges().collectEntries { [it.prefix().toString(), it] }

    then:
    file.cloud() == Cloud.AZURE
    file.syncToken() == 341
    file.created() == UNDATED
    ranges[prefix].region() == Optional.ofNullable(region)
    ranges[prefix].services().toList() == services

    where:
    prefix           || region   | services
    "13.64.0.0/16"   || "westus" | ["AzureCloud"]
    "13.64.1.0/24"   || "westus" | ["Storage"]
    "13.64.2.0/24"   || "westus" | ["AzureFrontDoor.Backend"]
    "20.0.0.0/11"    || null     | ["AzureCloud"]
    "40.0.0.0/16"    || null     | ["AzureCloud"]
    "2603:1030::/32" || "eastus" | ["AzureCloud"]
    "147.243.0.0/16" || null     | ["AzureFrontDoor.Backend"]
  }

  def "unknown members, repeated members, escapes and a byte order mark are taken in stride"() {
    given:
    def text = '''\uFEFF {"new": {"a": [1, -2.5e3, true, null, "\\u00e9\\ud83d\\ude00\\b\\f\\n\\r\\t\\\\\\"\\/"]},
      "syncToken": "1", "syncToken": 2, "prefixes": [], "prefixes": [{"x": [], "ip_prefix":
      "10.0.0.0\\u002f8", "region": "r", "service": "A\\tB" }]}'''.replace("A\\tB", "A")

    expect:
    read(text).first().syncToken() == 2
    read(text).first().ranges()*.prefix()*.toString() == ["10.0.0.0/8"]
    read(text).first().ranges()*.borderGroup() == ["r"]
  }

  def "#what is refused: #problem"() {
    when:
    read(text)

    then:
    def e = thrown(RangeFileException)
    e.message.contains(problem)
    !e.message.contains("\n")

    where:
    what               | text                                     || problem
    "an HTML page"     | " <!doctype html><p>no</p>"              || "HTML"
    "an empty file"    | ""                                       || "is empty"
    "blank space"      | "\n\n  "                                 || "is empty"
    "plain text"       | "no"                                     || "neither JSON nor"
    "an array"         | "[]"                                     || "neither JSON nor"
    "no prefixes"      | '{"syncToken": "1", "prefixes": []}'     || "holds no prefixes"
    "another document" | '{"a": 1}'                               || "holds no prefixes"
    "no version"       | '{"prefixes": [' + awsRow("10.0.0.0/8", "r") + ']}' || "has no syncToken"
    "no Azure version" | '{"values": [' + azureTag("A", "", ["10.0.0.0/8"]) + ']}' ||
        "has no changeNumber"
    "all of IPv4"      | aws(1, [awsRow("0.0.0.0/0", "r")])       || "too wide"
    "a wide prefix"    | aws(1, [awsRow("10.0.0.0/7", "r")])      || "too wide"
    "a wide IPv6 one"  | aws(1, [awsRow("2000::/15", "r")])       || "too wide"
    "all of IPv6"      | aws(1, [awsRow("::/0", "r")])            || "too wide"
    "a bad prefix"     | aws(1, [awsRow("10.0.0/8", "r")])        || "is not an address"
    "host bits"        | aws(1, [awsRow("10.0.0.1/8", "r")])      || "bits set beyond"
    "a host name"      | azure(1, [azureTag("A", "", ["a.example/8"])]) || "is not an address"
    "two formats"      | aws(1, [awsRow("10.0.0.0/8", "r"),
        '{"ipv4Prefix": "11.0.0.0/8", "scope": "s", "service": "g"}']) || "mixes"
    "a row of nothing" | '{"prefixes": [{}]}'                     || "a row needs ip_prefix"
    "no region"        | '{"prefixes": [{"ip_prefix": "10.0.0.0/8"}]}' || "has no region"
    "no service"       | '{"prefixes": [{"ip_prefix": "10.0.0.0/8", "region": "r"}]}' ||
        "has no service"
    "an odd name"      | aws(1, [awsRow("10.0.0.0/8", "r", "a,b")]) || "is not a name"
    "an odd tag"       | azure(1, [azureTag("a,b", "", ["10.0.0.0/8"])]) || "is not a name"
    "a number as text" | '{"prefixes": [{"ip_prefix": 1}]}'       || "expected a string, found '1'"
    "an object as list" | '{"prefixes": {}}'                      || "expected an array, found '{'"
    "a list as object" | '{"prefixes": [[]]}'                     || "expected an object, found '['"
    "a broken token"   | '{"syncToken": "1.5"}'                   || "expected a whole number"
    "a huge token"     | '{"syncToken": 99999999999999999999}'    || "expected a whole number"
    "a missing comma"  | '{"a": 1 "b": 2}'                        || "expected ','"
    "a missing colon"  | '{"a" 1}'                                || "expected ':'"
    "a trailing comma" | '{"a": [1,]}'                            || "expected a value"
    "a bare word"      | '{"a": yes}'                             || "expected a value"
    "a leading zero"   | '{"a": 01}'                              || "expected a value"
    "a second value"   | aws(1, [awsRow("10.0.0.0/8", "r")]) + "{}" || "expected the end"
    "a control character" | '{"a": "\u0001"}'                     || "control character"
    "a bad escape"     | '{"a": "\\x"}'                           || "unknown escape"
    "a bad \\u"        | '{"a": "\\u12g4"}'                       || "four hexadecimal"
    "half a pair"      | '{"a": "\\ud83d"}'                       || "half a surrogate"
    "half a pair more" | '{"a": "\\ud83d\\u0041"}'                || "half a surrogate"
    "the other half"   | '{"a": "\\ude00"}'                       || "half a surrogate"
    "deep nesting"     | '{"a": ' + "[" * 40 + "]" * 40 + "}"     || "levels deep"
    "a long string"    | '{"a": "' + "x" * 70_000 + '"}'          || "longer than 65536"
    "an open escape"   | '{"a": "\\'                              || "ends too early"
  }

  def "bytes that are not UTF-8 are refused"() {
    when:
    read([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d] as byte[])

    then:
    def e = thrown(RangeFileException)
    e.message.contains("not UTF-8")
  }

  def "the message says where the trouble is"() {
    when:
    read('{\n  "prefixes": [\n    7]}')

    then:
    def e = thrown(RangeFileException)
    e.message == "line 3, column 5: expected an object, found '7'"
  }

  def "a file cut off at any point is refused"() {
    given:
    def whole = [aws(1, [awsRow("10.0.0.0/8", "r"), awsRow("2600::/16", "r")]),
        gcp(1, ["10.0.0.0/8": "s"]), azure(1, [azureTag("AzureCloud.a", "a", ["10.0.0.0/8"])]),
        new String(CompactWriter.bytes(read(aws(1, [awsRow("10.0.0.0/8", "r")]))), "US-ASCII")]

    expect:
    whole.every { text -> (0..<text.length()).every { refused(text.substring(0, it)) } }
  }

  private static boolean refused(String text) {
    try {
      read(text)
      return false
    } catch (RangeFileException e) {
      return !e.message.isBlank()
    }
  }

  def "a stream over the size limit is refused without being read to its end"() {
    given:
    long given = 0
    def endless = new InputStream() {
      int read() { given++; given == 1 ? 0x7b : 0x20 }

      int read(byte[] b, int off, int len) {
        Arrays.fill(b, off, off + len, (byte) 0x20)
        if (given == 0) b[off] = (byte) 0x7b
        given += len
        len
      }
    }

    when:
    new RangeFileReader(1_000_000).read(endless, UNDATED)

    then:
    def e = thrown(RangeFileException)
    e.message.contains("larger than 1000000 bytes")
    given < 1_100_000
  }

  def "a stream that fails is refused"() {
    given:
    def broken = new InputStream() {
      int read() { throw new IOException("unplugged") }
    }

    when:
    new RangeFileReader().read(broken, UNDATED)

    then:
    def e = thrown(RangeFileException)
    e.message.contains("unplugged")
  }

  def "a file that cannot be read is named"() {
    when:
    new RangeFileReader().read(folder.resolve("missing.json"))

    then:
    def e = thrown(RangeFileException)
    e.message.contains("missing.json: cannot be read")
    e.message.contains("check the path")
  }

  def "a file that cannot be used is named"() {
    when:
    new RangeFileReader().read(Files.writeString(folder.resolve("bad.json"), "<html>"))

    then:
    def e = thrown(RangeFileException)
    e.message ==~ /.*bad\.json: is HTML.*/
  }

  def "an Azure file on disk is as old as its last change"() {
    given:
    def path = Files.writeString(folder.resolve("azure.json"),
        azure(1, [azureTag("AzureCloud.a", "a", ["10.0.0.0/8"])]))
    Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2026-03-04T00:00:00Z")))

    expect:
    new RangeFileReader().read(path).first().created() == Instant.parse("2026-03-04T00:00:00Z")
  }
}
