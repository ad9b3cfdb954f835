package dev.fairlead.app.plugin

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

class SpiVersionSpec extends Specification {

  def "the SPI's version is that of the build"() {
    given:
    def version = (Files.readString(Path.of('../pom.xml')) =~ /<version>(.+?)<\/version>/)[0][1]

    expect:
    SpiVersion.parse(version) == SpiVersion.CURRENT
  }

  def "what was compiled against #one runs on #other: #runs"() {
    expect:
    SpiVersion.parse(one).runsOn(SpiVersion.parse(other)) == runs

    where:
    one     | other            || runs
    '0.1.0' | '0.1.9-SNAPSHOT' || true
    '0.1.0' | '0.2.0'          || false
    '0.2.0' | '0.1.0'          || false
    '1.2.0' | '1.3.0'          || true
    '1.3.0' | '1.2.0'          || false
    '1.0.0' | '2.0.0'          || false
  }
}
