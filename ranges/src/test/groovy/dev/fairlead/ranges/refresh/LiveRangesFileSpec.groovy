package dev.fairlead.ranges.refresh

import static dev.fairlead.ranges.Sample.*

import dev.fairlead.ranges.RangeFileException
import dev.fairlead.ranges.RangeTable
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.time.Instant
import java.time.InstantSource
import spock.lang.Specification
import spock.lang.TempDir

class LiveRangesFileSpec extends Specification {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"))

  @TempDir
  Path folder

  Path file

  def setup() {
    file = folder.resolve("ip-ranges.json")
    write(10, "a", 1)
  }

  def "a file is in use from the start, as it is"() {
    when:
    def live = start()

    then:
    live.startOutcomes() == [new RefreshOutcome.Adopted(source(), "1 prefixes")]
    region(live) == "a"
  }

  def "a file is read again when its time or size has changed"() {
    given:
    def live = start()

    when:
    def untouched = live.refresh()
    write(10, "a", 2)
    def same = live.refresh()
    write(11, "a", 3)
    def changed = live.refresh()

    then:
    untouched == [new RefreshOutcome.Unchanged(source())]
    same == untouched
    changed == [new RefreshOutcome.Adopted(source(), "0 came, 0 went, 0 moved")]
  }

  def "#what later is refused and the last good version stays"() {
    given:
    def live = start()

    when:
    change(file)
    def outcome = live.refresh().first()

    then:
    outcome instanceof RefreshOutcome.Refused
    outcome.reason().contains(reason)
    region(live) == "a"

    where:
    what              | change                                || reason
    "a missing file"  | { Files.delete(it) }                  || "cannot be read"
    "a broken file"   | { Files.writeString(it, "<html>") }   || "HTML"
    "a moved region"  | { Files.writeString(it, aws(111, [awsRow("10.0.0.0/8", "b")])) } || "moved"
  }

  def "at the start #what is an error that names the file"() {
    given:
    change(file)

    when:
    start()

    then:
    def e = thrown(RangeFileException)
    e.message.contains("ip-ranges.json: ")
    e.message.contains(reason)

    where:
    what             | change                              || reason
    "a missing file" | { Files.delete(it) }                || "check the path"
    "a broken file"  | { Files.writeString(it, "<html>") } || "HTML"
  }

  def "a source is an http address with a host, not #uri"() {
    when:
    new RangeSource.FromUrl(URI.create(uri))

    then:
    def e = thrown(IllegalArgumentException)
    e.message.contains("https://")

    where:
    uri << ["ftp://a/b", "file:///etc/passwd", "a/b", "https:a"]
  }

  def "a label holds neither password nor signature: #label"() {
    expect:
    new RangeSource.FromUrl(URI.create(uri)).label() == label
    new RangeSource.FromFile(Path.of("a/b.json")).label() == "a/b.json"

    where:
    uri                               || label
    "https://u:p@h.example/a?sig=s"   || "https://h.example/a"
    "http://h.example:8080/a%20b#f"   || "http://h.example:8080/a%20b"
  }

  def "limits out of bounds are refused: #problem"() {
    when:
    new RefreshLimits(bytes, java.time.Duration.ofSeconds(seconds), shrink, moved)

    then:
    def e = thrown(IllegalArgumentException)
    e.message.contains(problem)

    where:
    bytes | seconds | shrink     | moved || problem
    0     | 1       | 0.1d       | 0.1d  || "max-bytes"
    1     | 0       | 0.1d       | 0.1d  || "timeout"
    1     | 1       | 1.1d       | 0.1d  || "max-shrink"
    1     | 1       | Double.NaN | 0.1d  || "max-shrink"
    1     | 1       | 0.1d       | -0.1d || "max-moved"
  }

  def "the limits without configuration are as documented"() {
    expect:
    with(RefreshLimits.DEFAULT) {
      maxBytes() == 32 * 1024 * 1024
      timeout().toSeconds() == 30
      maxShrink() == 0.10d
      maxMoved() == 0.02d
    }
  }

  private void write(long token, String region, long seconds) {
    Files.writeString(file, aws(token, [awsRow("10.0.0.0/8", region)]))
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(seconds)))
  }

  private LiveRanges start() {
    LiveRanges.start(RangeTable.of([]), [source()], RefreshLimits.DEFAULT, Optional.empty(), CLOCK)
  }

  private RangeSource source() {
    new RangeSource.FromFile(file)
  }

  private static String region(LiveRanges live) {
    live.table().find(InetAddress.getByName("10.0.0.1")).flatMap { it.region() }.orElse("-")
  }
}
