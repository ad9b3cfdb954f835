package dev.fairlead.app.edge

import static dev.fairlead.app.edge.Edge.*

import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** The shim in Node, asked as Lambda asks it; the function is a stand-in. */
@Requires(value = { dev.fairlead.app.edge.Node.HERE }, inherited = true, reason = 'there is no node to run the shim in')
abstract class ShimSpecification extends Specification {
  static final DEADLINE = 300
  static final GRACE = 50
  static final SECRET = 'a secret of 16 characters'
  static final LOCATION = 'https://bucket.s3.us-east-1.amazonaws.com/libstdc%2B%2B?X-Amz-Signature=1'

  @TempDir @Shared Path folder
  @Shared @AutoCleanup FunctionStandIn function = new FunctionStandIn()
  @Shared @AutoCleanup Node node

  def setupSpec() {
    node = shim([:])
    function.answers(200, Json.text(redirect(LOCATION)))
    node.ask(event: viewerRequest()) // what Node compiles on first use is not to be measured
  }

  Node shim(Map edge) {
    def settings = [
        'function-url': function.url, region: 'us-east-1', auth: 'secret', secret: SECRET, deadline: "${DEADLINE}ms".toString(),
        paths: ['/blobs', '/v2'], 'redirect-hosts': ['.amazonaws.com', 'cdn.example'],
    ] + edge
    new Node([Node.script('shim-harness.js'), unpacked(folder.resolve(UUID.randomUUID().toString()).tap { it.toFile().mkdir() }, settings).toString()])
  }

  def setup() {
    function.forget()
  }

  /** The fastest of three, for this machine has other things to do. */
  Map fastest(Node asked = node, Map event = viewerRequest()) {
    def answer = null
    for (int i = 0; i < 3 && (answer == null || answer.millis > DEADLINE + GRACE); i++) {
      answer = asked.ask(event: event)
    }
    answer
  }

  void passedThrough(Map answer, Map event = viewerRequest()) {
    assert answer.unchanged
    assert answer.answer == event.Records[0].cf.request
    assert answer.millis <= DEADLINE + GRACE
  }
}
