package dev.fairlead.tck

import dev.fairlead.spi.ClientRegion
import dev.fairlead.spi.RegionResolver
import groovy.transform.CompileStatic

/** Addresses whose place a spec can read off them; every other address is nowhere. */
@CompileStatic
class FakeRegions implements RegionResolver {
  private final Map<InetAddress, ClientRegion> places = [:]
  private final SortedSet<String> known =
      ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'eu-west-1', 'cn-north-1'] as TreeSet

  /** The first address of each place, by the place's name. */
  private final Map<String, String> addresses = [:]

  FakeRegions() {
    known.eachWithIndex { String region, int i ->
      place(region, "10.0.$i.1", 'aws', Optional.of(region), region)
      place("$region over IPv6", "fd00::$i", 'aws', Optional.of(region), region)
    }
    place('us-west-2-lax-1', '10.0.20.1', 'aws', Optional.of('us-west-2'), 'us-west-2-lax-1')
    place('aws, region unknown', '10.0.30.1', 'aws', Optional.empty(), 'GLOBAL')
    place('gcp', '10.1.0.1', 'gcp', Optional.of('us-central1'), 'us-central1')
    place('azure', '10.2.0.1', 'azure', Optional.of('eastus'), 'eastus')
    addresses['internet'] = '192.0.2.1'
    addresses['internet over IPv6'] = '2001:db8::1'
  }

  private void place(String name, String address, String cloud, Optional<String> region, String group) {
    addresses[name] = address
    places[InetAddress.ofLiteral(address)] =
        new ClientRegion(Optional.of(cloud), region, Optional.of(group), Optional.of("$address/24".toString()))
  }

  /** An address of a client there. */
  InetAddress addressIn(String place) {
    assert addresses.containsKey(place): "no place '$place'; there are ${addresses.keySet()}"
    InetAddress.ofLiteral(addresses[place])
  }

  @Override
  ClientRegion resolve(InetAddress client) {
    places.getOrDefault(client, ClientRegion.UNKNOWN)
  }

  @Override
  SortedSet<String> awsRegions() {
    known
  }
}
