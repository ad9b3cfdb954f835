package dev.fairlead.app.client

import static dev.fairlead.app.client.ClientAddressSpec.settings

import dev.fairlead.app.Mutator
import dev.fairlead.app.client.ClientAddressSettings.Header
import dev.fairlead.app.client.ClientAddressSettings.Secret
import dev.fairlead.app.client.ClientAddressSettings.Source
import dev.fairlead.ranges.RangeTable
import dev.fairlead.spi.HeaderFields
import groovy.transform.CompileStatic
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import spock.lang.Specification

/** Whatever the address headers hold: nothing is thrown, and no address is made up. */
class AddressFuzzSpec extends Specification {
  static final INPUTS = 240_000
  static final SECRET = 'correct-horse-battery'
  static final TRUSTED = ['198.51.100.0/24', '10.0.0.0/8', '2001:db8:5::/48']
  static final MODES = [
      [source: Source.PEER],
      [hops: 1], [hops: 3],
      [header: Header.FORWARDED, hops: 1], [header: Header.FORWARDED, hops: 2],
      [trusted: TRUSTED], [trusted: TRUSTED, header: Header.FORWARDED],
      [trusted: TRUSTED, cloudFront: true],
      [source: Source.CLOUDFRONT_VIEWER_ADDRESS, trusted: TRUSTED],
      [source: Source.CLOUDFRONT_VIEWER_ADDRESS, secret: new Secret('x-origin-verify', SECRET)],
  ]

  static List<ClientAddress> addresses() {
    def table = RangeTable.embedded()
    MODES.collect { new ClientAddress(settings(it), { table }, new SimpleMeterRegistry()) }
  }

  def "no header makes the address anything but the peer's or one that it holds"() {
    when:
    def found = new Loop(addresses()).run(INPUTS)

    then:
    found > INPUTS / 10
    found < INPUTS * 9 / 10
  }

  def "a line of 60 KB of '#unit' takes less than 50 ms"() {
    given:
    def line = unit * (60_000.intdiv(unit.length()))
    def fields = HeaderFields.of([
        'x-forwarded-for': [line], forwarded: [line], 'cloudfront-viewer-address': [line],
        'x-origin-verify': [SECRET]])
    def peer = InetAddress.ofLiteral('198.51.100.9')

    expect:
    addresses().every { address ->
      // The best of some: a pause of the machine's says nothing about us.
      (1..8).collect {
        def start = System.nanoTime()
        address.of(peer, fields)
        System.nanoTime() - start
      }.min() < 50_000_000
    }

    where:
    unit << [',', '"', '",', '10.0.0.1,', '10.0.0.1, ', 'for=10.0.0.1,', 'for="10.0.0.1",', ';', 'for=;', ':', '[', '%', '=', '\\"', ' ',
             '1', '::', 'for=10.0.0.1;by="a,b",']
  }

  @CompileStatic
  static class Loop {
    static final List<String> LINES = [
        '192.0.2.1', '1.1.1.1, 192.0.2.1, 10.0.0.1', '192.0.2.1:4711', '[2001:db8::1]:4711', 'fe80::1%eth0, 10.0.0.7',
        '::ffff:192.0.2.1', '2001:db8::1, 2001:db8:5::7, 10.0.0.1:80', 'unknown, 10.0.0.1', 'for=192.0.2.60',
        'for="[2001:db8:cafe::17]:4711";proto=https;by=203.0.113.43', 'for=192.0.2.43, for="10.0.0.2";by="a,b"',
        'For=_hidden, for=unknown', '192.0.2.1:4711', '2001:db8::1:4711', '::ffff:192.0.2.1:443']
    static final List<String> TOKENS = [
        ',', ', ', ';', '=', '"', '\\"', '[', ']', ':', '::', '%', '.', 'for=', 'For=', 'by=', '10.0.0.1', '198.51.100.1',
        '0x7f.1', '010.0.0.1', '127.1', '\u0000', '\t', '\u00a0', '\u0661', '\uff11', 'ffff', '99999', 'localhost', '-1']
    static final List<String> PEERS = ['198.51.100.9', '203.0.113.5', '2001:db8:5::9', '10.0.0.9']

    private final List<ClientAddress> modes
    private final Mutator lines = new Mutator(20260801, LINES, TOKENS)

    Loop(List<ClientAddress> modes) {
      this.modes = modes
    }

    /** How many addresses were found in a header. */
    int run(int inputs) {
      int found = 0
      for (int i = 0; i < inputs; i++) {
        List<String> given = (0..lines.nextInt(3)).collect { lines.next() }
        InetAddress peer = InetAddress.ofLiteral(lines.any(PEERS))
        InetAddress client = modes[i % modes.size()].of(peer, HeaderFields.of([
            'x-forwarded-for': given, forwarded: given,
            'cloudfront-viewer-address': given.subList(0, 1), 'x-origin-verify': [SECRET]] as Map<String, List<String>>))
        if (client != peer) {
          assert given.any { holds(it, client) }: "$client is not in $given"
          found++
        }
      }
      found
    }

    /** Found in another way than the program does. */
    private static boolean holds(String line, InetAddress client) {
      for (String word : line.split(/[,;="\[\]%\p{javaWhitespace}]+/)) {
        if (is(word, client) || is(word.replaceFirst(/:[^:]*$/, ''), client)) {
          return true
        }
      }
      false
    }

    private static boolean is(String word, InetAddress client) {
      try {
        InetAddress.ofLiteral(word) == client
      } catch (IllegalArgumentException _) {
        false
      }
    }
  }
}
