package dev.fairlead.app

import dev.fairlead.app.lambda.EventFormat
import dev.fairlead.app.lambda.FunctionFixture

/** The program behind all of its front doors, with one configuration. */
class Doors implements AutoCloseable {
  static final List<String> NAMES = ['HTTP'] + (EventFormat.ALL.keySet() as List)
  /** Where to pass through is to let CloudFront go on. */
  static final List<String> EDGE = ['viewer-request', 'origin-request', 'edge shim']
  static final List<String> WEB = NAMES - EDGE
  /** What carries the answer has no room for a reason phrase. */
  static final List<String> WITHOUT_PHRASE = ['function URL', 'HTTP API', 'HTTP API, stage', 'HTTP API, 1.0', 'REST API']

  final ServiceFixture http
  final FunctionFixture function
  private final Map<String, ServerUnderTest> doors

  /**
   * @param passThrough where CloudFront goes on to with a target, to be compared with the other doors' Location
   */
  Doors(String yaml, Closure<String> passThrough = { it }) {
    def edge = yaml + "  edge: { secret: ${EventFormat.SECRET} }\n"
    http = ServiceFixture.start(edge)
    function = new FunctionFixture(edge)
    doors = [HTTP: http] + EventFormat.ALL.collectEntries { name, format -> [name, function.behind(format, passThrough)] }
  }

  ServerUnderTest getAt(String door) {
    doors[door]
  }

  @Override
  void close() {
    function.close()
    http.close()
  }
}
