package dev.fairlead.app

import dev.fairlead.app.config.ConfigurationFile
import dev.fairlead.app.config.HostSettings
import dev.fairlead.app.http.HttpService
import dev.fairlead.testbed.Testbed
import java.nio.file.Files
import java.nio.file.Path

/** The HTTP service on free ports, made of a configuration file as an operator would write it. */
class ServiceFixture implements ServerUnderTest {
  final HttpService service
  private final Path folder

  private ServiceFixture(HttpService service, Path folder) {
    this.service = service
    this.folder = folder
  }

  static ServiceFixture start(String yaml, Map<String, String> environment = [:]) {
    useTestbedCredentials()
    def folder = Files.createTempDirectory('fairlead')
    def settings = settings(folder, yaml, environment)
    new ServiceFixture(HttpService.start(settings.withServer(settings.server().withPorts(0, 0)), environment), folder)
  }

  /** Reads a file with a range file beside it, as the program does. */
  static HostSettings settings(Path folder, String yaml, Map<String, String> environment = [:]) {
    Files.writeString(folder.resolve('aws-ip-ranges.json'), SampleRanges.json())
    def file = folder.resolve('fairlead.yml')
    Files.writeString(file, yaml)
    HostSettings.read(ConfigurationFile.read(file, environment)).relativeTo(file)
  }

  /** The default chain finds them here first. */
  static void useTestbedCredentials() {
    System.setProperty('aws.accessKeyId', Testbed.ACCESS_KEY_ID)
    System.setProperty('aws.secretAccessKey', Testbed.SECRET_ACCESS_KEY)
  }

  int getPort() {
    service.port()
  }

  int getManagementPort() {
    service.managementPort()
  }

  HttpConnection connect() {
    new HttpConnection(port)
  }

  @Override
  Answer exchange(String method, String target, Map<String, ?> fields) {
    ask(port, method, target, fields)
  }

  Answer get(String target, Map<String, ?> fields = [:]) {
    exchange('GET', target, fields)
  }

  Answer manage(String method, String target) {
    ask(managementPort, method, target, [:])
  }

  private static Answer ask(int port, String method, String target, Map<String, ?> fields) {
    try (def connection = new HttpConnection(port)) {
      connection.request(method, target, [Connection: 'close'] + fields).read(method)
    }
  }

  @Override
  double metric(String name, Map<String, String> labels = [:]) {
    Samples.sum(manage('GET', '/prometheus').text, name, labels)
  }

  @Override
  void close() {
    service.close()
    folder.toFile().deleteDir()
  }
}
