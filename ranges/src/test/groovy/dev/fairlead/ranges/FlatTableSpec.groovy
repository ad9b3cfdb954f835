package dev.fairlead.ranges

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** The embedded table twice: as arrays from the build, and parsed of its text. */
class FlatTableSpec extends Specification {
  @TempDir Path folder
  @Shared RangeTable flat = RangeTable.embedded()
  @Shared RangeTable parsed = RangeTable.of(EmbeddedRanges.read())

  def "at each boundary of each range, and one beside it, both answer the same"() {
    expect:
    parsed.ranges().every { range ->
      def prefix = range.prefix()
      [prefix.lo() - 1, prefix.lo(), prefix.lastLo(), prefix.lastLo() + 1].every { lo ->
        prefix.family() == Family.IPV4
            ? flat.find((int) lo) == parsed.find((int) lo)
            : flat.find(prefix.hi(), lo) == parsed.find(prefix.hi(), lo) &&
                flat.find(prefix.lastHi() + 1, 0) == parsed.find(prefix.lastHi() + 1, 0)
      }
    }
  }

  def "it says the same of #cloud without its lists"() {
    expect:
    flat.created(cloud) == parsed.created(cloud)
    flat.regions(cloud) == parsed.regions(cloud)

    where:
    cloud << Cloud.values()
  }

  def "it has the same lists"() {
    expect:
    flat.files() == parsed.files()
    flat.ranges() == parsed.ranges()
    flat.size() == parsed.size()
    flat.oldestCreated() == parsed.oldestCreated()
  }

  def "the build makes the same bytes each time"() {
    given:
    def file = folder.resolve('embedded.flat')

    when:
    FlatTable.main(file as String)

    then:
    Files.readAllBytes(file) == FlatTable.getResource('embedded.flat').bytes
  }

  def "an answer is made once"() {
    expect:
    flat.find(0x0D200001).is(flat.find(0x0D200001))
  }
}
