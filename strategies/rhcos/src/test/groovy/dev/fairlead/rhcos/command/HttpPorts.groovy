package dev.fairlead.rhcos.command

import dev.fairlead.spi.Doubt
import dev.fairlead.spi.HeaderFields
import dev.fairlead.spi.ObjectStores
import dev.fairlead.spi.Ports
import dev.fairlead.spi.Upstream
import dev.fairlead.spi.Upstreams
import dev.fairlead.tck.FakeClock
import dev.fairlead.tck.FakeObjectStores
import groovy.transform.CompileStatic
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.time.Duration
import java.util.concurrent.Executor

/** Ports over the JDK's HTTP client, for upstreams on loopback. */
@CompileStatic
class HttpPorts implements Ports {
  final FakeObjectStores stores = new FakeObjectStores(new FakeClock())
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()

  @Override
  ObjectStores objectStores() { stores }

  @Override
  Executor threads() { { Runnable task -> Thread.startVirtualThread(task) } as Executor }

  @Override
  Upstreams upstreams() {
    { URI base -> new Source(client, base) } as Upstreams
  }

  @CompileStatic
  static class Source implements Upstream {
    private final HttpClient client
    private final URI base

    Source(HttpClient client, URI base) {
      this.client = client
      this.base = base
    }

    @Override
    Upstream.Reply head(Upstream.Call call) { ask('HEAD', call) }

    @Override
    Upstream.Reply get(Upstream.Call call) { ask('GET', call) }

    private Upstream.Reply ask(String method, Upstream.Call call) {
      def request = HttpRequest.newBuilder(base.resolve(call.target())).timeout(Duration.ofSeconds(5))
          .method(method, HttpRequest.BodyPublishers.noBody())
      call.fields().each { String name, String value -> request.header(name, value) }
      try {
        def answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream())
        return new Upstream.Reply.Answered(answer.statusCode(), HeaderFields.of(answer.headers().map()), answer.body())
      } catch (IOException e) {
        return new Upstream.Reply.Unanswered(Doubt.NETWORK)
      }
    }
  }
}
