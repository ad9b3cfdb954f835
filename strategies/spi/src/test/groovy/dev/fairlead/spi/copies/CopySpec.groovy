package dev.fairlead.spi.copies

import dev.fairlead.spi.ConfigurationException
import dev.fairlead.spi.ObjectStore
import dev.fairlead.spi.ObjectStores
import dev.fairlead.spi.RegionResolver
import dev.fairlead.spi.Settings
import dev.fairlead.spi.StrategyContext
import spock.lang.Specification

class CopySpec extends Specification {
  static final ROLE = 'arn:aws:iam::123456789012:role/reader'
  final List<ObjectStores.Bucket> opened = []

  List<Copy> read(List copies) {
    Copy.readAll(context(copies: copies))
  }

  def "a copy is its bucket, opened once with its region and role"() {
    when:
    def copies = read([
        [bucket: 'one', region: 'us-east-1', authoritative: true],
        [bucket: 'two.x', region: 'us-west-2', 'role-arn': ROLE, 'client-regions': ['us-west-2']],
    ])

    then:
    copies*.bucket() == ['one', 'two.x']
    copies*.authoritative() == [true, false]
    copies*.clientRegions() == [[] as Set, ['us-west-2'] as Set]
    opened == [
        new ObjectStores.Bucket('one', 'us-east-1', Optional.empty()),
        new ObjectStores.Bucket('two.x', 'us-west-2', Optional.of(ROLE)),
    ]
  }

  def "#copies is refused: #problem"() {
    when:
    read(copies)

    then:
    def refused = thrown(ConfigurationException)
    refused.message.startsWith(problem)

    where:
    copies                                                            || problem
    []                                                                || 's.copies: names no bucket'
    [[region: 'us-east-1']]                                           || 's.copies[0].bucket: is missing'
    [[bucket: 'one']]                                                 || 's.copies[0].region: is missing'
    [[bucket: 'One', region: 'us-east-1']]                            || "s.copies[0].bucket: 'One' is not the name"
    [[bucket: 'one', region: 'us-esat-1']]                            || "s.copies[0].region: unknown 'us-esat-1', did you mean"
    [[bucket: 'one', region: 'us-east-1', 'role-arn': 'reader']]      || "s.copies[0].role-arn: 'reader' is not"
    [[bucket: 'one', region: 'us-east-1', 'client-regions': ['x']]]   || "s.copies[0].client-regions: unknown 'x'"
  }

  StrategyContext context(Map<String, ?> settings) {
    [
        settings: { Settings.of('s', settings) },
        regions: { [awsRegions: { ['us-east-1', 'us-west-2'] as TreeSet }] as RegionResolver },
        objectStores: { { bucket -> opened << bucket; [:] as ObjectStore } as ObjectStores },
    ] as StrategyContext
  }
}
