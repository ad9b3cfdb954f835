package dev.fairlead.app.cli

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** That what it writes compiles, and that its specs pass, e2e/plugin.sh shows. */
class NewPluginCommandSpec extends Specification {
  @TempDir Path folder
  @Delegate Commands commands = new Commands()

  int make(String... arguments) {
    run(folder, arguments as List<String>) { new NewPluginCommand(it, folder) }
  }

  List<String> files() {
    Files.walk(folder).filter(Files::isRegularFile).map { folder.relativize(it).toString() }.sorted().toList()
  }

  def "a strategy to begin with is written, without a place left to fill in"() {
    expect:
    make('debian-pool', '--package', 'org.example.pool') == 0
    files() == [
        'README.md', 'pom.xml',
        'src/main/java/org/example/pool/DebianPoolProvider.java', 'src/main/java/org/example/pool/DebianPoolStrategy.java',
        'src/main/resources/META-INF/services/dev.fairlead.spi.RouteStrategyProvider',
        'src/test/groovy/org/example/pool/DebianPoolSpec.groovy']*.with { "debian-pool/$it".toString() }
    files().every { !(Files.readString(folder.resolve(it)) =~ /@\w+@/) }
    Files.readString(folder.resolve('debian-pool/src/main/resources/META-INF/services/dev.fairlead.spi.RouteStrategyProvider')).strip() ==
        'org.example.pool.DebianPoolProvider'
    printed() == ["made ${folder.resolve('debian-pool')}; cd ${folder.resolve('debian-pool')} && mvn package".toString()]
  }

  def "#arguments is refused: #hint"() {
    given:
    Files.createDirectory(folder.resolve('taken'))

    expect:
    make(*arguments) != 0
    commands.fault.message.contains(hint)
    files() == []

    where:
    arguments                      || hint
    ['Debian']                     || "NAME 'Debian' is not a name such as debian-pool"
    ['../pool']                    || 'is not a name such as'
    ['pool', '--package', 'Org.X'] || "--package 'Org.X' is not a name such as org.example.pool"
    ['taken']                      || 'there is a taken here already; take another name'
  }
}
