package dev.fairlead.app.plugin

import static dev.fairlead.app.plugin.PluginJars.PROVIDERS
import static dev.fairlead.app.plugin.PluginJars.provider

import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.jar.JarFile
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Each jar that can't be used says why in a line of its own, and is no more than left out. */
@Timeout(120)
class BrokenJarSpec extends Specification {
  @TempDir Path folder
  @Delegate PluginJars jars

  void setup() {
    jars = new PluginJars(folder)
  }

  static Plugins load(List<Path> jars, Duration patience = Duration.ofSeconds(30)) {
    Plugins.load(jars, ['registry'] as Set, patience)
  }

  def "a jar with #fault is named with it"() {
    given:
    def jar = make(jars)

    when:
    def found = load([jar, good('other.jar', 'other')])

    then:
    found.broken()*.jar() == [jar]
    with(found.broken().first().reason()) {
      it ==~ reason
      !it.contains('\n')
    }
    found.sound()*.strategies()*.keySet() == [['other'] as Set]

    cleanup:
    found?.close()

    where:
    fault                             | make || reason
    'no zip in it'                    | { Files.writeString(it.folder.resolve('p.jar'), 'hello') } || /is not a jar, or only a part of one: .+/
    'its end missing'                 | { j -> def b = Files.readAllBytes(j.good('p.jar')); Files.write(j.folder.resolve('p.jar'), Arrays.copyOf(b, b.length >> 1)) } || /is not a jar, or only a part of one: .+/
    'a folder in its place'           | { Files.createDirectory(it.folder.resolve('p.jar')) } || /can't be read: .+|is not a jar.+/
    'nothing that it provides'        | { it.pack('p.jar', ['a.txt': 'a'.bytes]) } || /provides nothing: it has no META-INF\/services\/dev\.fairlead\.spi\.RouteStrategyProvider and no .+/
    'a provider that is not in it'    | { it.pack('p.jar', [(PROVIDERS): 't.Gone'.bytes]) } || /META-INF\/services names t\.Gone, which is not in it/
    'a services file of two words'    | { it.jar('p.jar', ['t.P': provider()], [(PROVIDERS): 't.P or so']) } || /its META-INF\/services can't be used: .+/
    'a class that is no provider'     | { it.jar('p.jar', ['t.P': provider(is: 'extends Object')]) } || /META-INF\/services names t\.P, which is no RouteStrategyProvider/
    'a private constructor'           | { it.jar('p.jar', ['t.P': provider(constructor: 'private P() {}')]) } || /t\.P has no public constructor without parameters/
    'a constructor that throws'       | { it.jar('p.jar', ['t.P': provider(constructor: 'public P() { throw new IllegalStateException("no\\nluck"); }')]) } || /the constructor of t\.P failed: java\.lang\.IllegalStateException: no luck/
    'a static initializer that fails' | { it.jar('p.jar', ['t.P': provider(members: 'static final int N = Integer.parseInt("x");')]) } || /.*a static initializer failed: java\.lang\.NumberFormatException: .+/
    'classes of a newer Java'         | { it.jar('p.jar', ['t.P': provider()], [:]) { c -> c['t/P.class'][7] = 99 } } || /needs a newer Java than this one, \d+: .*class file version 99.*/
    'a broken class'                  | { it.jar('p.jar', ['t.P': provider()], [:]) { c -> c['t/P.class'] = Arrays.copyOf(c['t/P.class'], 90) } } || /has a class that can't be loaded: .+/
    'a library left out'              | { it.jar('p.jar', ['t.Lib': 'package t; public class Lib {}', 't.P': provider(members: 'final Lib lib = new Lib();')], [:]) { c -> c.remove('t/Lib.class') } } || /.*needs the class t\.Lib, which is neither in it nor in the SPI; put its library into the jar/
    "use of the app's Jackson"        | { it.jar('p.jar', ['t.P': provider(members: 'final Object json = new com.fasterxml.jackson.core.JsonFactory();')]) } || /.*needs the class com\.fasterxml\.jackson\.core\.JsonFactory, which is .+/
    'one type twice'                  | { it.jar('p.jar', ['t.P': provider(), 't.Q': provider(name: 'Q')], [(PROVIDERS): 't.P\nt.Q']) } || /provides the strategy 'sample' twice/
    'a copy of the SPI'               | { it.jar('p.jar', ['t.P': provider()], ['dev/fairlead/spi/Trace.class': 'x']) } || /has a copy of the SPI in it \(dev\/fairlead\/spi\/Trace\.class\); take it out: .+/
    'another copy of the SPI'         | { it.jar('p.jar', ['t.P': provider()], ['META-INF/versions/25/dev/fairlead/spi/Trace.class': 'x']) } || /has a copy of the SPI in it .+/
    'a change after it was signed'    | { it.pack('p.jar', it.unpack(it.signed(it.jar('q.jar', ['t.P': provider()], ['a.txt': 'a']))) + ['a.txt': 'b'.bytes]) } || /is signed, and was changed after that: .*a\.txt.*/
    'a byte that fell over'           | { BrokenJarSpec.damaged(it.jar('p.jar', ['t.P': provider()], ['a.txt': 'a1b2c3' * 50])) } || /is damaged at a\.txt: .+/
    'another major version of the SPI' | { it.jar('p.jar', ['t.P': provider()], [(JarFile.MANIFEST_NAME): 'Manifest-Version: 1.0\nFairlead-Spi-Version: 7.2.0\n']) } || /was made for version 7\.2\.0 of the SPI, and this is 0\.1; take a version of it .+/
    'a version that is none'          | { it.jar('p.jar', ['t.P': provider()], [(JarFile.MANIFEST_NAME): 'Manifest-Version: 1.0\nFairlead-Spi-Version: latest\n']) } || /Fairlead-Spi-Version 'latest' in its manifest is not a version such as 0\.1/
    'a type of null'                  | { it.jar('p.jar', ['t.P': provider(type: 'return null;')]) } || /type\(\) of t\.P returned null/
    'a blank type'                    | { it.jar('p.jar', ['t.P': provider(type: 'return " ";')]) } || /type\(\) of t\.P is ' ', not a name such as debian-pool/
    'a type that throws'              | { it.jar('p.jar', ['t.P': provider(type: 'throw new IllegalStateException("why");')]) } || /java\.lang\.IllegalStateException: why/
    'a method that the SPI lacks'     | { BrokenJarSpec.linkedAgainstOther(it) } || /does not fit the SPI of this program, 0\.1: .+/
  }

  def "a provider that hangs in its #where is given up, with the line where it stands"() {
    given:
    def jar = jar('p.jar', ['t.P': provider(part)])

    when:
    def found = load([jar], Duration.ofMillis(1500))

    then:
    found.broken().first().reason() ==~ /.+ took longer than 1\.5 s, at t\.P\..+/

    where:
    where         | part
    'constructor' | [constructor: 'public P() { while (true) { Thread.onSpinWait(); if (Thread.currentThread().isInterrupted()) return; } }']
    'type'        | [type: 'while (true) { Thread.onSpinWait(); if (Thread.currentThread().isInterrupted()) return "late"; }']
  }

  def "of two jars with one type neither is used, and a jar can't take the place of what ships"() {
    given:
    def (one, two, shipped) = [good('one.jar'), good('two.jar'), good('three.jar', 'registry')]

    when:
    def found = load([one, two, shipped])

    then:
    found.sound() == []
    found.broken()*.reason() == [
        "provides the strategy 'sample', as does $two; take one of them away",
        "provides the strategy 'sample', as does $one; take one of them away",
        "provides the strategy 'registry', as does Fairlead itself; take one of them away"]*.toString()
    found.broken()*.types() == [['sample'] as Set, ['sample'] as Set, ['registry'] as Set]
  }

  static Path damaged(Path jar) {
    def bytes = Files.readAllBytes(jar)
    int name = new String(bytes, 'ISO-8859-1').indexOf('a.txt')
    (8..12).each { bytes[name + it] = (byte) ~bytes[name + it] }
    Files.write(jar, bytes)
  }

  /** Calls a method that the SPI had when this was compiled, say. */
  static Path linkedAgainstOther(PluginJars jars) {
    def other = jars.compiled(['t.Old': 'package t; public class Old { public static String a() { return "old"; } }',
        't.P': provider(type: 'return Old.a();')])
    def now = jars.compiled(['t.Old': 'package t; public class Old {}'])
    jars.pack('p.jar', [(PROVIDERS): 't.P'.bytes] + other + now)
  }
}
