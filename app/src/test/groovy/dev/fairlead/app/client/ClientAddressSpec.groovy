package dev.fairlead.app.client

import dev.fairlead.app.client.ClientAddressSettings.Header
import dev.fairlead.app.client.ClientAddressSettings.Secret
import dev.fairlead.app.client.ClientAddressSettings.Source
import dev.fairlead.ranges.Prefix
import dev.fairlead.ranges.RangeTable
import dev.fairlead.spi.HeaderFields
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import spock.lang.Specification

/** Who the client is depends on who stands in between; everything further left is hearsay. */
class ClientAddressSpec extends Specification {
  static final PEER = '198.51.100.9'
  static final TRUSTED = ['198.51.100.0/24', '10.0.0.0/8', '2001:db8::/32']
  def registry = new SimpleMeterRegistry()

  static ClientAddressSettings settings(Map given) {
    new ClientAddressSettings(given.source ?: Source.FORWARDED, given.header ?: Header.X_FORWARDED_FOR,
        given.hops ?: 0, (given.trusted ?: []).collect { Prefix.parse(it) }, given.cloudFront ?: false,
        Optional.ofNullable(given.secret))
  }

  String found(ClientAddressSettings settings, String peer, Map<String, List<String>> fields) {
    new ClientAddress(settings, { RangeTable.embedded() }, registry)
        .of(InetAddress.ofLiteral(peer), HeaderFields.of(fields)).hostAddress
  }

  String found(ClientAddressSettings settings, String peer, List<String> lines) {
    found(settings, peer, ['x-forwarded-for': lines])
  }

  double getDoubts() {
    registry.get('fairlead.client.address.doubts').counter().count()
  }

  def "with #hops hops, #lines name #client"() {
    expect:
    found(settings(hops: hops), PEER, lines) == client
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
    def settings = settings(trusted: TRUSTED)

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
    '2001:db8::5'   | ['1.1.1.1, 192.0.2.1, 2001:db8::7', '[2001:db8::8]:443'] || '192.0.2.1' | 0
    PEER            | ['10.0.0.9, 8.8.8.8, 192.0.2.1, 10.0.0.1'] || '192.0.2.1' | 0
    PEER            | ['192.0.2.1, 127.0.0.1']               || '127.0.0.1'   | 0
    PEER            | ['192.0.2.1, unknown, 10.0.0.1']       || PEER          | 1
    PEER            | ['192.0.2.1, garbage']                 || PEER          | 1
    PEER            | ['192.0.2.1, garbage, 10.0.0.1']       || PEER          | 1
    PEER            | ['']                                   || PEER          | 1
    PEER            | []                                     || PEER          | 1
  }

  def "without proxies no header counts, and none is missed"() {
    expect:
    found(settings(source: Source.PEER), PEER, lines) == PEER
    doubts == 0

    where:
    lines << [['192.0.2.1'], [], ['garbage']]
  }

  def "with #hops hops, Forwarded of #lines names #client"() {
    expect:
    found(settings(header: Header.FORWARDED, hops: hops), PEER, [forwarded: lines, 'x-forwarded-for': ['8.8.8.8']]) == client
    doubts == counted

    where:
    hops | lines                                                   || client                 | counted
    1    | ['for=192.0.2.60']                                      || '192.0.2.60'           | 0
    1    | ['For=192.0.2.60']                                      || '192.0.2.60'           | 0
    1    | ['for="192.0.2.60:4711"']                               || '192.0.2.60'           | 0
    1    | ['for="[2001:db8:cafe::17]:4711"']                      || '2001:db8:cafe:0:0:0:0:17' | 0
    1    | ['proto=http;for=192.0.2.60;by=203.0.113.43']           || '192.0.2.60'           | 0
    1    | ['for=192.0.2.43, for=198.51.100.17']                   || '198.51.100.17'        | 0
    2    | ['for=192.0.2.43, for=198.51.100.17']                   || '192.0.2.43'           | 0
    2    | ['for=192.0.2.43', 'for=198.51.100.17']                 || '192.0.2.43'           | 0
    1    | ['for=1.1.1.1;by="a,b"']                                || '1.1.1.1'              | 0
    2    | ['for=192.0.2.43, for=198.51.100.17;by="a,b"']          || '192.0.2.43'           | 0
    1    | ['for=unknown']                                         || PEER                   | 1
    1    | ['for=_hidden']                                         || PEER                   | 1
    1    | ['for=192.0.2.1;for=192.0.2.2']                         || PEER                   | 1
    1    | ['by=192.0.2.1']                                        || PEER                   | 1
    1    | ['for=']                                                || PEER                   | 1
    1    | ['for="']                                               || PEER                   | 1
    1    | ['192.0.2.1']                                           || PEER                   | 1
    1    | []                                                      || PEER                   | 1
  }

  def "CloudFront's word of #lines from #peer with secret #given names #client"() {
    given:
    def settings = settings(source: Source.CLOUDFRONT_VIEWER_ADDRESS, trusted: TRUSTED,
        secret: new Secret('x-origin-verify', 'correct-horse-battery'))

    expect:
    found(settings, peer, ['cloudfront-viewer-address': lines, 'x-origin-verify': given]) == client
    doubts == counted

    where:
    peer          | lines                             | given                     || client                | counted
    PEER          | ['192.0.2.1:4711']                | []                        || '192.0.2.1'           | 0
    PEER          | ['2001:db8::1:4711']              | []                        || '2001:db8:0:0:0:0:0:1' | 0
    PEER          | ['::ffff:192.0.2.1:4711']         | []                        || '192.0.2.1'           | 0
    '203.0.113.5' | ['192.0.2.1:4711']                | ['correct-horse-battery'] || '192.0.2.1'           | 0
    '203.0.113.5' | ['192.0.2.1:4711']                | ['wrong-horse-battery!!'] || '203.0.113.5'         | 1
    '203.0.113.5' | ['192.0.2.1:4711']                | []                        || '203.0.113.5'         | 1
    '203.0.113.5' | ['192.0.2.1:4711']                | ['correct-horse-battery', 'x'] || '203.0.113.5'    | 1
    PEER          | ['192.0.2.1:4711', '8.8.8.8:1']   | []                        || PEER                  | 1
    PEER          | ['192.0.2.1']                     | []                        || PEER                  | 1
    PEER          | ['192.0.2.1:']                    | []                        || PEER                  | 1
    PEER          | ['192.0.2.1:port']                | []                        || PEER                  | 1
    PEER          | ['[2001:db8::1]:4711']            | []                        || PEER                  | 1
    PEER          | ['viewer.example:4711']           | []                        || PEER                  | 1
    PEER          | []                                | []                        || PEER                  | 1
  }

  def "#topology: #client"() {
    given:
    def edge = RangeTable.embedded().prefixes(dev.fairlead.ranges.Cloud.AWS, 'CLOUDFRONT_ORIGIN_FACING').first().toString().split('/')[0]
    def lines = given.collect { it.replace('EDGE', edge) }
    def fields = ['x-forwarded-for': lines, forwarded: ['for=8.8.8.8'], 'x-real-ip': ['8.8.4.4'], 'true-client-ip': ['8.8.4.4']]

    expect:
    found(settings(how), peer, fields) == client
    doubts == 0

    where:
    topology                                | how                                        | peer          | given                              || client
    'CloudFront, ALB, us'                   | [trusted: ['10.0.0.0/8'], cloudFront: true] | '10.0.0.1'   | ['192.0.2.1, EDGE']                || '192.0.2.1'
    'the same by hops'                      | [hops: 2]                                  | '10.0.0.1'    | ['192.0.2.1, EDGE']                || '192.0.2.1'
    'the same, with a forged entry'         | [trusted: ['10.0.0.0/8'], cloudFront: true] | '10.0.0.1'   | ['8.8.8.8, 192.0.2.1, EDGE']       || '192.0.2.1'
    'past CloudFront, straight at the ALB'  | [trusted: ['10.0.0.0/8'], cloudFront: true] | '10.0.0.1'   | ['EDGE, 192.0.2.1']                || '192.0.2.1'
    'two ALBs'                              | [hops: 2]                                  | '10.0.0.2'    | ['192.0.2.1, 10.0.0.1']            || '192.0.2.1'
    'two ALBs by prefix'                    | [trusted: ['10.0.0.0/8']]                  | '10.0.0.2'    | ['8.8.8.8, 192.0.2.1, 10.0.0.1']   || '192.0.2.1'
    'IPv6 proxies, an IPv6 client'          | [trusted: ['2001:db8:5::/48']]             | '2001:db8:5::1' | ['2001:db8:9::1, 2001:db8:5::2'] || '2001:db8:9:0:0:0:0:1'
    'an IPv6 proxy, an IPv4 client'         | [trusted: ['2001:db8:5::/48']]             | '2001:db8:5::1' | ['192.0.2.1']                    || '192.0.2.1'
    'Forwarded beside what counts'          | [trusted: TRUSTED]                         | PEER          | ['192.0.2.1']                      || '192.0.2.1'
    'what counts beside X-Forwarded-For'    | [trusted: TRUSTED, header: Header.FORWARDED] | PEER        | ['192.0.2.1']                      || '8.8.8.8'
    'nobody before us, all fields forged'   | [source: Source.PEER]                      | '192.0.2.1'   | ['9.9.9.9']                        || '192.0.2.1'
  }

  def "CloudFront's origin-facing ranges are trusted by name, as the range table has them"() {
    given:
    def edge = RangeTable.embedded().prefixes(dev.fairlead.ranges.Cloud.AWS, 'CLOUDFRONT_ORIGIN_FACING').first()
    def address = edge.toString().split('/')[0]

    expect:
    found(settings(cloudFront: true), address, ['192.0.2.1']) == '192.0.2.1'
    found(settings(cloudFront: true), '203.0.113.5', ['192.0.2.1']) == '203.0.113.5'
    found(settings(cloudFront: false, trusted: TRUSTED), address, ['192.0.2.1']) == address
  }

  def "a secret is not told"() {
    expect:
    !settings(secret: new Secret('x', 'correct-horse-battery')).toString().contains('horse')
  }
}
