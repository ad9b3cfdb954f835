package dev.fairlead.rhcos

import dev.fairlead.spi.RouteRequest
import dev.fairlead.spi.RouteStrategyProvider
import dev.fairlead.tck.FakeRegions
import dev.fairlead.tck.Requests
import dev.fairlead.tck.RouteStrategyContractSpec

class RhcosContractSpec extends RouteStrategyContractSpec {
  RouteStrategyProvider provider() { new RhcosProvider() }

  Map<String, ?> settings() {
    [
        'strip-prefix': '/art/storage/', 'index-html': true,
        copies: [[bucket: 'one', region: 'us-east-1', authoritative: true], [bucket: 'two', region: 'us-west-2', presign: false]],
        rules: [[host: 'old.example', from: '/storage/', to: '/']], aliases: [[from: '/latest/', to: '/4.22/']],
    ]
  }

  List<RouteRequest> requests() {
    def regions = new FakeRegions()
    ['us-east-1', 'us-west-2', 'gcp', 'internet'].collectMany { place ->
      ['/', '/art/storage/latest/a', '/art/storage/', '/art/storage//a', '/x'].collectMany { path ->
        ['GET', 'HEAD', 'PUT'].collect { Requests.request(it, path, regions.addressIn(place)) }
      }
    }
  }
}

/** Without a prefix every path is a key, which lets the contract's odd requests through to the copies. */
class BareRhcosContractSpec extends RouteStrategyContractSpec {
  RouteStrategyProvider provider() { new RhcosProvider() }

  Map<String, ?> settings() {
    [copies: [[bucket: 'one', region: 'us-east-1', authoritative: true]]]
  }

  List<RouteRequest> requests() {
    [Requests.get('/a'), Requests.get('/a/'), Requests.get('//a')]
  }
}
