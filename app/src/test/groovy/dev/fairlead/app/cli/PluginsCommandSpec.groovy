package dev.fairlead.app.cli

import dev.fairlead.app.plugin.PluginJars
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(120)
class PluginsCommandSpec extends Specification {
  @TempDir Path folder
  @Delegate Commands commands = new Commands()

  int plugins() {
    run(folder, []) { PluginsCommand.create(it).command }
  }

  List<String> settingsOf(String heading) {
    printed().dropWhile { it != heading }.drop(1).takeWhile { it.startsWith('  ') }*.trim()*.replaceAll(/ +/, ' ')
  }

  def "strategies are listed with where they are from and what they read"() {
    given:
    def jar = new PluginJars(folder).jar('p.jar', ['t.P': PluginJars.provider(create:
        'context.settings().duration("wait", java.time.Duration.ofSeconds(5), java.time.Duration.ZERO, java.time.Duration.ofMinutes(1)); context.settings().string("name"); return r -> null;',
        members: 'public java.util.Map<String, Object> example() { return java.util.Map.of("name", "x"); }')],
        ['META-INF/MANIFEST.MF': 'Manifest-Version: 1.0\nImplementation-Version: 1.2.3\n'])

    expect:
    plugins() == 0
    complaints() == []
    printed().findAll { it.startsWith('strategy') }*.split(' ')*.getAt(1) == ['isobuild', 'registry', 'rhcos', 'rpm', 'sample']
    settingsOf("strategy sample ($jar, 1.2.3)") == ['name text required', 'wait time 5s 0 to 1m']
    settingsOf('strategy registry (part of fairlead)').contains('presign-expiry time 20m 1m to 7d')
  }

  def "a strategy whose #method fails is listed all the same"() {
    given:
    def jar = new PluginJars(folder).jar('p.jar', ['t.P': PluginJars.provider(part)])

    expect:
    plugins() == 0
    commands.fault == null
    settingsOf("strategy sample ($jar, unknown version)").first().startsWith('and perhaps more: its example is refused: ')

    where:
    method    | part
    'create'  | [create: 'throw new NoClassDefFoundError("t/Gone");']
    'example' | [members: 'public java.util.Map<String, Object> example() { throw new IllegalStateException("why"); }']
    'close'   | [create: 'return new RouteStrategy() { public RouteDecision decide(RouteRequest r) { return null; } public void close() { throw new IllegalStateException("why"); } };']
  }

  def "a jar that can't be used is told, with exit code 1"() {
    given:
    def broken = Files.writeString(folder.resolve('b.jar'), 'x')

    expect:
    plugins() == 1
    complaints().first().startsWith("fairlead: plugin $broken is not a jar")
  }
}
