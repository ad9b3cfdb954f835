package dev.fairlead.isobuild

import static dev.fairlead.isobuild.ImageService.ID

import dev.fairlead.spi.RouteRequest
import dev.fairlead.spi.RouteStrategyProvider
import dev.fairlead.tck.Requests
import dev.fairlead.tck.RouteStrategyContractSpec
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.TempDir

class IsobuildContractSpec extends RouteStrategyContractSpec {
  @TempDir Path folder

  RouteStrategyProvider provider() { new IsobuildProvider() }

  Map<String, ?> settings() {
    [
        'assisted-service': [url: 'http://assisted.example'], 'data-dir': Files.createTempDirectory(folder, 'images').toString(), load: 'on-demand',
        images: [[openshift_version: '4.18.0', cpu_architecture: 'x86_64', url: 'https://mirror.example/a.iso', version: '418.94']],
    ]
  }

  List<RouteRequest> requests() {
    ['/', '/health', '/live', "/byid/$ID/1.2/x86_64/full.iso", '/byid/x/1.2/x86_64/full.iso', '/boot-artifacts/rootfs'].collectMany { path ->
      ['GET', 'HEAD', 'POST'].collect { Requests.request(it, path, InetAddress.ofLiteral('192.0.2.1')) }
    }
  }
}
