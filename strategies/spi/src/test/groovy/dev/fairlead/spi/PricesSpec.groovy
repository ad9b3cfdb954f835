package dev.fairlead.spi

import spock.lang.Specification

class PricesSpec extends Specification {

  def "from a bucket in #bucket a client in #client reads at #usd USD per GB"() {
    expect:
    Prices.LIST.fromBucket(bucket, client) == usd

    where:
    bucket          | client                               || usd
    'us-east-1'     | ClientRegion.assumed('us-east-1')    || 0.0d
    'us-east-1'     | ClientRegion.assumed('us-east-2')    || 0.01d
    'us-east-2'     | ClientRegion.assumed('us-east-1')    || 0.01d
    'us-east-1'     | ClientRegion.assumed('us-west-2')    || 0.02d
    'eu-west-1'     | ClientRegion.assumed('us-west-2')    || 0.02d
    'us-east-1'     | ClientRegion.assumed('cn-north-1')   || 0.09d
    'cn-north-1'    | ClientRegion.assumed('cn-north-1')   || 0.0d
    'cn-north-1'    | ClientRegion.assumed('cn-northwest-1') || 0.02d
    'us-gov-west-1' | ClientRegion.assumed('us-west-1')    || 0.09d
    'eusc-de-east-1' | ClientRegion.assumed('eu-central-1') || 0.09d
    'us-east-1'     | ClientRegion.UNKNOWN                 || 0.09d
    'us-east-1'     | place('aws', null)                   || 0.09d
    'us-east-1'     | place('gcp', 'us-east1')             || 0.09d
    'us-east-1'     | place('azure', 'us-east-1')          || 0.09d
  }

  def "a saving is the price difference times what is downloaded, nothing where the size is unknown"() {
    expect:
    new Saving(OptionalLong.of(2_000_000_000L), 0.015d).usd() == 0.03d
    new Saving(OptionalLong.empty(), 0.015d).usd() == 0
    Saving.NONE.usd() == 0
  }

  def "#client is written as #text"() {
    expect:
    client.toString() == text

    where:
    client                            || text
    ClientRegion.UNKNOWN              || 'unknown'
    place('aws', null)                || 'aws'
    ClientRegion.assumed('us-east-1') || 'aws/us-east-1'
  }

  static ClientRegion place(String cloud, String region) {
    new ClientRegion(Optional.of(cloud), Optional.ofNullable(region), Optional.empty(), Optional.empty())
  }
}
