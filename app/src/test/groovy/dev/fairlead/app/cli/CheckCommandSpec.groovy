package dev.fairlead.app.cli

import dev.fairlead.app.plugin.PluginJars
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(120)
class CheckCommandSpec extends Specification {
  @TempDir Path folder
  @Delegate Commands commands = new Commands()

  int check(String mounts) {
    def config = Files.writeString(folder.resolve('f.yml'), "fairlead:\n  mounts:\n$mounts".toString())
    run(folder, ['--config', config.toString()]) { new CheckCommand(it) }
  }

  static String mount(String name, String strategy, String more = '') {
    "    $name: { strategy: $strategy, access: public, match: { prefix: /$name }, pass-through: { to: 'https://cdn.example' } $more }\n"
  }

  static String strategy(String members) {
    PluginJars.provider(create: "return new RouteStrategy() { public RouteDecision decide(RouteRequest r) { return null; } $members };")
  }

  def "a right configuration is said to be right"() {
    expect:
    check(mount('a', 'registry', ', settings: { copies: [{ bucket: one, region: us-east-1 }] }')) == 0
    printed() == ['the configuration is right: 1 mounts']
    complaints() == []
  }

  def "each mount that is wrong has its line"() {
    expect:
    check(mount('a', 'registry') + mount('b', 'registri')) == 1
    printed() == []
    complaints()*.replaceFirst(/(settings|strategy).*/, '') == ['fairlead: fairlead.mounts.a.', 'fairlead: fairlead.mounts.b.']
  }

  def "a plugin's strategy that #fault is one line that names it, and the other mounts are checked"() {
    given:
    new PluginJars(folder).jar('p.jar', ['t.P': provider])

    expect:
    check(mount('a', 'sample') + mount('b', 'registri')) == 1
    commands.fault == null
    complaints().size() == 2
    complaints().any { it.startsWith('fairlead: fairlead.mounts.b.strategy: unknown') }
    complaints().any { it ==~ line }

    where:
    fault                         | provider || line
    'throws when it is made'      | PluginJars.provider(create: 'throw new IllegalStateException("why");') || /fairlead: plugin p\.jar: its strategy 'sample' can't be made: .*why/
    'breaks when it is made'      | PluginJars.provider(create: 'throw new StackOverflowError();') || /fairlead: plugin p\.jar: its strategy 'sample' can't be made: .*StackOverflowError/
    'throws when it is closed'    | strategy('public void close() { throw new IllegalStateException("why"); }') || /fairlead: fairlead\.mounts\.a: its strategy can't be closed: .*why/
    "misses a class in its close" | strategy('public void close() { throw new NoClassDefFoundError("t/Gone"); }') || /fairlead: fairlead\.mounts\.a: its strategy can't be closed: .*Gone/
  }

  def "a jar that is broken is told, and harms no other mount"() {
    given:
    def broken = Files.writeString(folder.resolve('b.jar'), 'x')

    expect:
    check(mount('a', 'registry', ', settings: { copies: [{ bucket: one, region: us-east-1 }] }')) == 0
    complaints().size() == 1
    complaints().first().startsWith("fairlead: plugin $broken is not a jar")
  }
}
