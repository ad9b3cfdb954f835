package dev.fairlead.app.lambda

import dev.fairlead.app.Answer
import dev.fairlead.app.Samples
import dev.fairlead.app.ServerUnderTest
import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.secrets.SecretScan
import io.micrometer.prometheusmetrics.PrometheusConfig
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry
import java.nio.file.Files
import java.nio.file.Path

/** The program as a function, made of a configuration file. */
class FunctionFixture implements AutoCloseable {
  final LambdaFunction function
  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)
  private final Path folder = Files.createTempDirectory('fairlead')

  FunctionFixture(String yaml, Map<String, String> environment = [:]) {
    ServiceFixture.useTestbedCredentials()
    function = new LambdaFunction(ServiceFixture.settings(folder, yaml, environment), environment, registry)
  }

  /** The answer to an event, both as maps. */
  Map ask(Object event) {
    Events.parse(new String(function.answer(new ByteArrayInputStream(Events.json(event).getBytes('UTF-8'))), 'UTF-8'))
  }

  double metric(String name, Map<String, String> labels = [:]) {
    Samples.sum(registry.scrape(), name, labels)
  }

  /** The function behind one of AWS's fronts. */
  ServerUnderTest behind(EventFormat format, Closure<String> passThrough) {
    new Front(fixture: this, format: format, passThrough: passThrough)
  }

  @Override
  void close() {
    function.close()
    folder.toFile().deleteDir()
  }

  static class Front implements ServerUnderTest {
    FunctionFixture fixture
    EventFormat format
    Closure<String> passThrough

    @Override
    Answer exchange(String method, String target, Map<String, ?> fields) {
      def response = fixture.ask(format.event(new EventFormat.Ask(method, target, fields)))
      def answer = format.answer(response, passThrough)
      SecretScan.read(answer)
      // No front sends a body to HEAD.
      method == 'HEAD' ? new Answer(answer.statusLine, answer.fields, new byte[0]) : answer
    }

    @Override
    double metric(String name, Map<String, String> labels) {
      fixture.metric(name, labels)
    }

    @Override
    void close() {}
  }
}
