package dev.fairlead.registry

import dev.fairlead.spi.RouteRequest
import dev.fairlead.spi.RouteStrategyProvider
import dev.fairlead.tck.FakeRegions
import dev.fairlead.tck.Requests
import dev.fairlead.tck.RouteStrategyContractSpec

class RegistryContractSpec extends RouteStrategyContractSpec {
  RouteStrategyProvider provider() { new RegistryProvider() }

  Map<String, ?> settings() {
    [copies: [[bucket: 'one', region: 'us-east-1', authoritative: true], [bucket: 'two', region: 'us-west-2']]]
  }

  List<RouteRequest> requests() {
    def regions = new FakeRegions()
    ['us-east-1', 'us-west-2', 'gcp', 'internet'].collectMany { place ->
      [Blobs.path('a'), '/docker/registry/v2/repositories/x/_manifests/tags/t/current/link'].collect {
        Requests.get(it, regions.addressIn(place))
      }
    }
  }
}

class OciContractSpec extends RouteStrategyContractSpec {
  RouteStrategyProvider provider() { new RegistryProvider() }

  Map<String, ?> settings() {
    [layout: 'oci', copies: [[bucket: 'one', region: 'us-east-1', authoritative: true]]]
  }

  List<RouteRequest> requests() {
    def client = new FakeRegions().addressIn('us-east-1')
    ['/v2/', '/v2/_catalog', "/v2/a/b/blobs/sha256:${Blobs.hex('a')}", '/v2/a/b/manifests/latest', '/'].collect {
      Requests.get(it.toString(), client)
    } + Requests.request('DELETE', '/v2/', client)
  }
}
