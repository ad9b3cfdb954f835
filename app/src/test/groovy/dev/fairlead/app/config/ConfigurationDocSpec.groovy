package dev.fairlead.app.config

import dev.fairlead.app.access.Gates
import dev.fairlead.app.host.Host
import dev.fairlead.spi.Settings
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** docs/configuration.md and the program know the same keys. */
class ConfigurationDocSpec extends Specification {
  static final PAGE = Files.readString(Path.of('../docs/configuration.md'))
  @TempDir Path folder

  Set<String> keysOfTheProgram() {
    def (publicKey, privateKey) = ['k-public.pem', 'k.pem'].collect { folder.resolve(it) }
    Gates.write(folder, 'k', Gates.rsa())
    def mount = [
        strategy: 'registry', access: 'public', match: [prefix: '/'], 'pass-through': [to: 'https://cdn.example'],
        settings: [copies: [[bucket: 'one', region: 'us-east-1']]],
    ]
    def signed = mount + [
        match: [prefix: '/signed'],
        access: ['signed-for': 'https://cdn.example', 'cloudfront-keys': [[id: 'K1', 'public-key-file': publicKey.toString()]]],
        'pass-through': [to: 'https://cdn.example', sign: ['key-pair-id': 'K2', 'private-key-file': privateKey.toString()]],
    ]
    def accounts = Files.writeString(folder.resolve('accounts'), 'u:p')
    def rhcos = mount + [
        strategy: 'rhcos', match: [prefix: '/rhcos'],
        settings: mount.settings + [
            rules: [[host: 'h', from: '/a/', to: '/']], aliases: [[from: '/b/', to: '/c/']],
            areas: [[prefix: '/', accounts: accounts.toString()]]],
    ]
    def settings = Settings.of('fairlead', [mounts: [m: mount, signed: signed, rhcos: rhcos]])
    Host.create(HostSettings.read(settings), [:], new SimpleMeterRegistry()).close()
    def keys = settings.known().collect {
      it.replaceFirst('^fairlead\\.', '')
          .replaceFirst('^mounts\\.(m|signed|rhcos)\\.settings\\.', 'settings.')
          .replaceFirst('^mounts\\.(m|signed|rhcos)(?=\\.|$)', 'mounts.<name>')
          .replaceAll('\\[\\d+]', '[]')
    } as Set
    keys.findAll { key -> !keys.any { it.startsWith("$key.") || it.startsWith("$key[") } }
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
    keysOfThePage() - keysOfTheProgram() - ['mounts.<name>.settings', 'mounts.<name>.access'] == [] as Set
  }
}
