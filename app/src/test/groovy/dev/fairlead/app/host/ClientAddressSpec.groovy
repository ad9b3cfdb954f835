package dev.fairlead.app.host

import dev.fairlead.app.config.ClientAddressSettings
import dev.fairlead.app.config.ClientAddressSettings.Source
import dev.fairlead.ranges.Prefix
import dev.fairlead.spi.HeaderFields
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import spock.lang.Specification

/** Who the client is depends on who stands in between; everything further left is hearsay. */
class ClientAddressSpec extends Specification {
  static final PEER = '198.51.100.9'
  static final TRUSTED = ['198.51.100.0/24', '10.0.0.0/8', '2001:db8::/32']
  def registry = new SimpleMeterRegistry()

  String found(ClientAddressSettings settings, String peer, List<String> lines) {
    new ClientAddress(settings, registry)
        .of(InetAddress.ofLiteral(peer), HeaderFields.of(['x-forwarded-for': lines])).hostAddress
  }

  double getDoubts() {
    registry.get('fairlead.client.address.doubts').counter().count()
  }

  def "with #hops hops, #lines name #client"() {
    expect:
    found(new ClientAddressSettings(Source.FORWARDED, hops, []), PEER, lines) == client
    doubts == counted

    where:
    hops | lines                               || client             | counted
    1    | ['192.0.2.1']                       || '192.0.2.1'        | 0
    1    | ['1.1.1.1, 192.0.2.1']              || '192.0.2.1'        | 0
    1    | ['1.1.1.1', '192.0.2.1']            || '192.0.2.1'        | 0
    1    | ['1.1.1.1,192.0.2.1']               || '192.0.2.1'        | 0
    1    | ['192.0.2.1:4711']                  || '192.0.2.1'        | 0
    1    | ['2001:db8::1']                     || '2001:db8:0:0:0:0:0:1' | 0
    1    | ['[2001:db8::1]']                   || '2001:db8:0:0:0:0:0:1' | 0
    1    | ['[2001:db8::1]:4711']              || '2001:db8:0:0:0:0:0:1' | 0
    1    | ['2001:db8::1%eth0']                || '2001:db8:0:0:0:0:0:1' | 0
    1    | ['::ffff:192.0.2.1']                || '192.0.2.1'        | 0
    1    | ['  192.0.2.1  ']                   || '192.0.2.1'        | 0
    2    | ['192.0.2.1, 10.0.0.1']             || '192.0.2.1'        | 0
    2    | ['192.0.2.1', '10.0.0.1']           || '192.0.2.1'        | 0
    3    | ['192.0.2.1, 10.0.0.1', '10.0.0.2'] || '192.0.2.1'        | 0
    2    | ['9.9.9.9, 192.0.2.1', '10.0.0.1']  || '192.0.2.1'        | 0
    2    | ['192.0.2.1']                       || PEER               | 1
    1    | []                                  || PEER               | 1
    1    | ['']                                || PEER               | 1
    1    | ['192.0.2.1,']                      || PEER               | 1
    1    | ['unknown']                         || PEER               | 1
    1    | ['client.example']                  || PEER               | 1
    1    | ['999.1.2.3']                       || PEER               | 1
    1    | ['192.0.2']                         || PEER               | 1
    1    | ['[2001:db8::1']                    || PEER               | 1
    1    | ['"192.0.2.1"']                     || PEER               | 1
    1    | ['_hidden']                         || PEER               | 1
  }

  def "behind trusted proxies, #lines from #peer name #client"() {
    given:
    def settings = new ClientAddressSettings(Source.FORWARDED, 0, TRUSTED.collect { Prefix.parse(it) })

    expect:
    found(settings, peer, lines) == client
    doubts == counted

    where:
    peer            | lines                                  || client        | counted
    PEER            | ['192.0.2.1']                          || '192.0.2.1'   | 0
    PEER            | ['1.1.1.1, 192.0.2.1']                 || '192.0.2.1'   | 0
    PEER            | ['192.0.2.1, 10.0.0.1']                || '192.0.2.1'   | 0
    PEER            | ['192.0.2.1', '10.0.0.1, 10.0.0.2']    || '192.0.2.1'   | 0
    PEER            | ['192.0.2.1, 2001:db8::7, 10.0.0.1:80'] || '192.0.2.1'  | 0
    PEER            | ['192.0.2.1, ::ffff:10.0.0.1']         || '192.0.2.1'   | 0
    '2001:db8::5'   | ['192.0.2.1']                          || '192.0.2.1'   | 0
    '203.0.113.5'   | ['192.0.2.1']                          || '203.0.113.5' | 0
    '203.0.113.5'   | ['10.0.0.1']                           || '203.0.113.5' | 0
    PEER            | ['10.0.0.3, 10.0.0.1']                 || '10.0.0.3'    | 0
    PEER            | ['192.0.2.1, garbage']                 || PEER          | 1
    PEER            | ['192.0.2.1, garbage, 10.0.0.1']       || PEER          | 1
    PEER            | ['']                                   || PEER          | 1
    PEER            | []                                     || PEER          | 1
  }

  def "without proxies no header counts, and none is missed"() {
    expect:
    found(new ClientAddressSettings(Source.PEER, 0, []), PEER, lines) == PEER
    doubts == 0

    where:
    lines << [['192.0.2.1'], [], ['garbage']]
  }
}
