package dev.fairlead.app.config

import dev.fairlead.app.host.Host
import dev.fairlead.spi.Settings
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

/** docs/configuration.md and the program know the same keys. */
class ConfigurationDocSpec extends Specification {
  static final PAGE = Files.readString(Path.of('../docs/configuration.md'))

  static Set<String> keysOfTheProgram() {
    def settings = Settings.of('fairlead', [mounts: [m: [
        strategy: 'registry', access: 'public', match: [prefix: '/'], 'pass-through': [to: 'https://cdn.example'],
        settings: [copies: [[bucket: 'one', region: 'us-east-1']]],
    ]]])
    Host.create(HostSettings.read(settings), [:], new SimpleMeterRegistry()).close()
    def keys = settings.known()
    def leaves = keys.findAll { key -> !keys.any { it.startsWith("$key.") || it.startsWith("$key[") } }
    leaves.collect {
      it.replaceFirst('^fairlead\\.', '')
          .replaceFirst('^mounts\\.m\\.settings\\.', 'settings.')
          .replaceFirst('^mounts\\.m\\.', 'mounts.<name>.')
          .replaceAll('\\[\\d+]', '[]')
    } as Set
  }

  static Set<String> keysOfThePage() {
    (PAGE =~ /(?m)^\| `([a-z][^`]*)` \|/).collect { it[1] } as Set
  }

  def "every key of the program has its row on the page"() {
    expect:
    keysOfTheProgram() - keysOfThePage() == [] as Set
  }

  def "every row of the page is a key of the program"() {
    expect:
    keysOfThePage() - keysOfTheProgram() - ['mounts.<name>.settings'] == [] as Set
  }
}
