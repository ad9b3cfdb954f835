package dev.fairlead.app.config

import dev.fairlead.app.Mutator
import dev.fairlead.app.aws.AwsSettings
import dev.fairlead.spi.ConfigurationException
import dev.fairlead.spi.RouteStrategyProvider
import dev.fairlead.spi.Settings
import dev.fairlead.tck.FakeContext
import groovy.transform.CompileStatic
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Whatever is written into the file: it is read, or refused with one line. */
class SettingsFuzzSpec extends Specification {
  static final INPUTS = 20_000
  @TempDir Path folder

  def "no configuration does worse than to be refused with one line"() {
    given:
    def loop = new Loop(folder.resolve('fairlead.yml'))

    when:
    loop.run(INPUTS)

    then:
    loop.refused > INPUTS / 4
    loop.read > INPUTS / 20
  }

  @CompileStatic
  static class Loop {
    static final String WHOLE = IssueConfigurationSpec.YAML
    static final String SMALL = '''
fairlead:
  server: { port: 8080, idle-timeout: 60s, access-log: false }
  client-address: { source: forwarded, trusted-proxies: [10.0.0.0/8, cloudfront-origin-facing] }
  ranges: { urls: ["https://ranges.example/aws.json"], refresh: 6h, max-bytes: 32MiB, max-shrink: 0.1 }
  prices: { cdn: 0.015, pairs: { us-east-1 us-east-2: 0.01 } }
  mounts:
    m: { strategy: registry, access: public, pass-through: { to: "https://cdn.example/b", clients: [192.0.2.0/24] },
         settings: { layout: oci, copies: [{ bucket: one, region: us-east-1 }] } }
'''
    static final List<String> TOKENS = [
        '\n', '\n  ', '\t', ': ', ':', '- ', '#', '&a ', '*a', '!!', '!!binary ', '!!java.net.URL ', '|', '>', '---\n', '...\n', '%YAML 9\n', '<<: ',
        '{', '}', '[', ']', '"', "'", '\\n', '\\x00', '"a\\nb"', 'null', '~', 'true', '.nan', '-.inf', '0x', '0b', '0o7', '1_000', '1e999', '-1',
        '99999999999999999999', '1:60', '2001-12-14t21:59:43.10-05:00', '\u0000', '\u0085', '\u2028', '\ufeff', '\ud800', '../', '/\u0000', 'http://[', 'PT', 'P1D']

    private final Path file
    private final Mutator texts = new Mutator(20260804, [WHOLE, SMALL, SMALL], TOKENS)
    private final RouteStrategyProvider strategy =
        ServiceLoader.load(RouteStrategyProvider).find { RouteStrategyProvider it -> it.type() == 'registry' } as RouteStrategyProvider
    private final Context context = new Context()
    int read
    int refused

    Loop(Path file) {
      this.file = file
    }

    void run(int inputs) {
      for (int i = 0; i < inputs; i++) {
        def text = texts.next()
        try {
          start(text)
          read++
        } catch (ConfigurationException e) {
          assert e.message.chars().noneMatch { Character.isISOControl(it) || it == 0x2028 }: text
          refused++
        } catch (Throwable e) {
          throw new AssertionError("$e on:\n$text".toString(), e)
        }
      }
    }

    /** All that the program reads before it opens anything. */
    private void start(String yaml) {
      Files.write(file, yaml.getBytes('UTF-8'))
      def settings = HostSettings.read(ConfigurationFile.read(file, [FAIRLEAD_SERVER_PORT: '0'])).relativeTo(file)
      AwsSettings.read(settings.objectStore(), [:])
      for (MountSettings mount : settings.mounts()) {
        context.given = mount.settings()
        strategy.create(context).close()
      }
      settings.all().requireAllRead()
    }
  }

  @CompileStatic
  static class Context extends FakeContext {
    Settings given

    Context() {
      super([:])
    }

    @Override
    Settings settings() { given }
  }
}
