package dev.fairlead.app

import static com.tngtech.archunit.base.DescribedPredicate.describe
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses

import com.tngtech.archunit.core.domain.JavaCall
import com.tngtech.archunit.core.domain.JavaClasses
import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.core.importer.ImportOption
import com.tngtech.archunit.lang.ArchRule
import java.time.Clock
import java.time.Instant
import java.time.InstantSource
import spock.lang.Shared
import spock.lang.Specification

/** The rooms of the house: who may use whom. Modules are told apart by their packages. */
class ArchitectureSpec extends Specification {
  /** The strategies, each an island; a new one is added here and nowhere else. */
  static final STRATEGIES = ['isobuild', 'registry', 'rhcos', 'rpm']

  @Shared JavaClasses classes = new ClassFileImporter()
      .withImportOption(new ImportOption.DoNotIncludeTests())
      .importPackages('dev.fairlead')

  static ArchRule onlyIn(String room, String... library) {
    noClasses().that(resideOutsideOfPackages(room)).should().dependOnClassesThat(resideInAnyPackage(library))
        .because("$room is where ${library[0]} is known, and nobody else has to learn it")
  }

  static ArchRule onlyUse(String[] rooms, String... libraries) {
    noClasses().that().resideInAnyPackage(rooms)
        .should().dependOnClassesThat(resideOutsideOfPackages(*libraries))
        .because('it is the ground that everything else stands on')
  }

  static ArchRule noCall(String what, Closure<Boolean> forbidden) {
    noClasses().that(resideOutsideOfPackages('dev.fairlead.app..', 'dev.fairlead.testbed..', 'dev.fairlead.tck..'))
        .should().callCodeUnitWhere(describe(what, { JavaCall call -> forbidden(call) }))
  }

  static boolean calls(JavaCall call, Class<?> owner, String... names) {
    call.targetOwner.isEquivalentTo(owner) && call.name in names
  }

  static boolean takes(JavaCall call, Class<?> type) {
    call.target.rawParameterTypes.any { it.isEquivalentTo(type) }
  }

  /** Each rule with classes of ours that break it where it isn't meant to hold, to show that it can fail. */
  static final RULES = [
      'the SPI stands on the JDK alone':
          onlyUse(['dev.fairlead.spi..'] as String[], 'java..', 'dev.fairlead.spi..', 'org.jspecify..'),
      'ranges stand on the JDK alone':
          onlyUse(['dev.fairlead.ranges..'] as String[], 'java..', 'dev.fairlead.ranges..', 'org.jspecify..'),
      'Micronaut is known to the app alone':
          onlyIn('dev.fairlead.app..', 'io.micronaut..'),
      'Netty is known to the HTTP door alone':
          onlyIn('dev.fairlead.app.http..', 'io.netty..'),
      'a function starts without Micronaut, Netty and picocli':
          noClasses().that(resideInAnyPackage(*['lambda', 'host', 'config', 'client', 'access', 'aws', 'logging', 'plugin']
              .collect { "dev.fairlead.app.${it}..".toString() }))
              .should().dependOnClassesThat(resideInAnyPackage('io.micronaut..', 'io.netty..', 'picocli..',
                  'dev.fairlead.app.http..', 'dev.fairlead.app.manage..', 'dev.fairlead.app.cli..')),
      'Lambda is known to its door alone':
          onlyIn('dev.fairlead.app.lambda..', 'com.amazonaws..'),
      'the AWS SDK is known to app.aws alone':
          noClasses().that(resideOutsideOfPackages('dev.fairlead.app.aws..', 'dev.fairlead.testbed..'))
              .should().dependOnClassesThat(resideInAnyPackage('software.amazon.awssdk..')),
      'the app names no strategy':
          noClasses().that().resideInAPackage('dev.fairlead.app..')
              .should().dependOnClassesThat(resideInAnyPackage(*STRATEGIES.collect { "dev.fairlead.${it}..".toString() })),
      'the program names nothing of the testbed':
          noClasses().that(resideOutsideOfPackages('dev.fairlead.testbed..', 'dev.fairlead.tck..'))
              .should().dependOnClassesThat(resideInAnyPackage('dev.fairlead.testbed..', 'dev.fairlead.tck..')),
      'the environment is read by the app alone':
          noCall('System.getenv', { calls(it, System, 'getenv') }),
      'time comes from a clock that was given':
          noCall('now() of the system', {
            it.name == 'now' && !takes(it, Clock) && it.targetOwner.packageName == 'java.time' ||
                calls(it, System, 'currentTimeMillis') || calls(it, Clock, 'systemUTC', 'systemDefaultZone') ||
                calls(it, InstantSource, 'system')
          }),
      'threads are the host\'s':
          noCall('a thread of its own', {
            calls(it, Thread, '<init>', 'ofVirtual', 'ofPlatform', 'startVirtualThread') ||
                it.targetOwner.isEquivalentTo(java.util.concurrent.Executors)
          }),
      'texts are of a stated charset':
          noCall('the default charset', {
            calls(it, String, 'getBytes') && it.target.rawParameterTypes.empty ||
                calls(it, String, '<init>') && it.target.rawParameterTypes[0]?.name == '[B' && !takes(it, java.nio.charset.Charset) ||
                it.targetOwner.isAssignableTo(Reader) && it.name == '<init>' && takes(it, InputStream) && !takes(it, java.nio.charset.Charset)
          }),
      'texts are of a stated locale':
          noCall('the default locale', {
            calls(it, String, 'toLowerCase', 'toUpperCase', 'format') && !takes(it, Locale) || calls(it, String, 'formatted')
          }),
  ] + STRATEGIES.collectEntries { strategy ->
    def others = STRATEGIES - strategy
    [("strategy $strategy knows neither the app nor a sibling".toString()):
        noClasses().that().resideInAPackage("dev.fairlead.${strategy}..")
            .should().dependOnClassesThat(resideInAnyPackage('dev.fairlead.app..', *others.collect { "dev.fairlead.${it}..".toString() }))]
  }

  def "#rule"() {
    expect:
    RULES[rule].allowEmptyShould(false).check(classes)

    where:
    rule << RULES.keySet()
  }

  def "every package belongs to a known room"() {
    expect:
    classes*.packageName.collect { it.split('\\.')[2] }.unique() - STRATEGIES - ['app', 'ranges', 'spi', 'tck', 'testbed'] == []
  }

  def "the rules can fail: #what"() {
    given:
    def here = new ClassFileImporter().importClasses(culprit)

    expect:
    rule.evaluate(here).hasViolation()

    where:
    what                      | culprit         | rule
    'a library outside its room' | Culprit      | onlyIn('dev.fairlead.spi..', 'org.spockframework..', 'spock..')
    'more than the JDK'       | Culprit         | onlyUse(['dev.fairlead.app'] as String[], 'java..')
    'a forbidden call'        | Culprit         | noClasses().should().callCodeUnitWhere(describe('x', { JavaCall it -> calls(it, Instant, 'now') }))
  }

  @groovy.transform.CompileStatic
  static class Culprit extends Specification {
    Instant now = Instant.now()
  }
}
