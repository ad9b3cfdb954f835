package dev.fairlead.app.edge

import static dev.fairlead.app.edge.Edge.*
import static dev.fairlead.app.edge.FunctionStandIn.send

/** One connection is kept, and nothing that breaks it is noticed. */
class ShimConnectionSpec extends ShimSpecification {

  def "requests one after the other share a connection, that survives answers of any kind but errors"() {
    given:
    def other = shim([:])
    function.answers(200, Json.text(redirect(LOCATION)))

    expect:
    (1..20).every { other.ask(event: viewerRequest()).answer.status == '307' }
    function.connections.get() == 1

    cleanup:
    other.close()
  }

  def "a connection that was dropped meanwhile is replaced, unnoticed"() {
    given:
    def dropped = 0
    function.conduct = { Socket socket, Map request ->
      if (function.requests.size() % 2 == 0) {
        dropped++
        socket.setSoLinger(true, 0)
        socket.close()
      } else {
        send(socket, 200, Json.text(redirect(LOCATION)))
      }
    }
    def other = shim([:])

    expect:
    (1..5).every { other.ask(event: viewerRequest()).answer.status == '307' }
    dropped == 4

    cleanup:
    other.close()
  }

  def "there is one second try, and no third"() {
    given:
    def other = shim([:])
    function.answers(200, Json.text(redirect(LOCATION)))
    other.ask(event: viewerRequest())
    function.conduct = { Socket socket, Map request -> socket.close() }

    when:
    def answer = other.ask(event: viewerRequest())

    then:
    passedThrough(answer)
    function.requests.size() == 3

    cleanup:
    other.close()
  }

  def "a time-out spoils nothing for the next viewer"() {
    given:
    function.conduct = { Socket s, Map r -> Thread.sleep(60_000) }
    node.ask(event: viewerRequest())
    function.answers(200, Json.text(redirect(LOCATION)))

    expect:
    node.ask(event: viewerRequest()).answer == redirect(LOCATION)
  }
}
