package dev.fairlead.app.edge

import dev.fairlead.app.config.HostSettings
import dev.fairlead.spi.Settings
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.ZipFile

/** Settings, bundles and events as CloudFront makes them. */
class Edge {
  static final MOUNT = [
      strategy: 'registry', access: 'public', match: [prefix: '/'], 'pass-through': [to: 'https://cdn.example'], settings: [:],
  ]

  static HostSettings settings(Map edge, Map mounts = [m: MOUNT]) {
    HostSettings.read(Settings.of('fairlead', [mounts: mounts, edge: edge]))
  }

  /** Where the bundle of these settings is unpacked to. */
  static Path unpacked(Path folder, Map edge) {
    def zip = Files.write(folder.resolve('edge.zip'), ShimBundle.zip(settings(edge).edge()))
    def unpacked = Files.createDirectories(folder.resolve('unpacked'))
    try (def file = new ZipFile(zip.toFile())) {
      file.stream().forEach { Files.write(unpacked.resolve(it.name), file.getInputStream(it).readAllBytes()) }
    }
    unpacked
  }

  static Map viewerRequest(Map request = [:]) {
    [Records: [[cf: [
        config: [distributionDomainName: 'd111111abcdef8.cloudfront.net', distributionId: 'EDFDVBD6EXAMPLE', eventType: 'viewer-request', requestId: '4TyzHTaYWb1GX1qTfsHhEqV6HUDd=='],
        request: [
            clientIp: '203.0.113.178', method: 'GET', querystring: 'a=1&a=%20', uri: '/blobs/libstdc++-1~2.rpm',
            headers: [
                host: [[key: 'Host', value: 'd111111abcdef8.cloudfront.net']],
                'user-agent': [[key: 'User-Agent', value: 'curl/7.66.0']],
                authorization: [[key: 'Authorization', value: 'Bearer hunter2']],
                cookie: [[key: 'Cookie', value: 'session=hunter2; CloudFront-Policy=p; CloudFront-Signature=s'], [key: 'Cookie', value: 'CloudFront-Key-Pair-Id=K']],
            ],
        ] + request,
    ]]]]
  }

  static Map redirect(String location) {
    [status: '307', statusDescription: 'CostManagementRedirect', headers: [
        location: [[key: 'Location', value: location]], 'cache-control': [[key: 'Cache-Control', value: 'no-store']]]]
  }
}
