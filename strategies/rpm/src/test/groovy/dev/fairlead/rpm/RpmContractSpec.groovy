package dev.fairlead.rpm

import dev.fairlead.spi.RouteRequest
import dev.fairlead.spi.RouteStrategyProvider
import dev.fairlead.tck.Requests
import dev.fairlead.tck.RouteStrategyContractSpec

class RpmContractSpec extends RouteStrategyContractSpec {
  RouteStrategyProvider provider() { new RpmProvider() }

  Map<String, ?> settings() { Cache.SETTINGS + ['redirect-hosts': ['https://mirror.example'], 'role-arn': 'arn:aws:iam::1:role/r'] }

  List<RouteRequest> requests() {
    ['/', '/pub/x.rpm', '/pub//x.rpm', '/x.xml'].collectMany { path ->
      ['GET', 'HEAD', 'PUT'].collect { Requests.request(it, path, InetAddress.ofLiteral('192.0.2.1')) }
    }
  }
}

/** Whatever a path looks like, something could be kept of it. */
class GreedyRpmContractSpec extends RouteStrategyContractSpec {
  RouteStrategyProvider provider() { new RpmProvider() }

  Map<String, ?> settings() { Cache.SETTINGS + [extensions: (33..126).collect { ".${it as char}" as String } + '.'] }

  List<RouteRequest> requests() { [Requests.get('/a.b'), Requests.get('/a.b.')] }
}

class OciContractSpec extends RouteStrategyContractSpec {
  RouteStrategyProvider provider() { new RpmProvider() }

  Map<String, ?> settings() { Cache.SETTINGS + [layout: 'oci', 'allowed-prefixes': ['fedora/fedora']] }

  List<RouteRequest> requests() {
    [Requests.get('/'), Requests.get("/fedora/fedora/blobs/sha256:${'a' * 64}")]
  }
}
