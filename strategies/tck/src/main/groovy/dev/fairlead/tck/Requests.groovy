package dev.fairlead.tck

import dev.fairlead.spi.HeaderFields
import dev.fairlead.spi.RequestPath
import dev.fairlead.spi.RouteRequest
import groovy.transform.CompileStatic

/** Makes requests in one line. */
@CompileStatic
class Requests {

  static RouteRequest get(String path, InetAddress client = InetAddress.ofLiteral('192.0.2.1')) {
    request('GET', path, client)
  }

  static RouteRequest request(
      String method, String path, InetAddress client, Map<String, String> fields = [:]) {
    def lines = fields.collectEntries { [(it.key.toLowerCase(Locale.ROOT)): [it.value]] }
    new RouteRequest(
        method, 'mirror.example', RequestPath.parse(path), Optional.empty(),
        HeaderFields.of(lines as Map<String, List<String>>), client, Optional.empty())
  }
}
