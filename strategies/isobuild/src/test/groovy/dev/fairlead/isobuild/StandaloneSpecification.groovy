package dev.fairlead.isobuild

import static dev.fairlead.isobuild.ImageService.TOKEN
import static dev.fairlead.isobuild.ImageService.bytes
import static dev.fairlead.isobuild.ImageService.fields

import dev.fairlead.isobuild.cpio.CpioReader
import dev.fairlead.isobuild.image.LiveImage
import dev.fairlead.spi.RouteDecision
import dev.fairlead.spi.RouteDecision.Created
import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import java.nio.ByteBuffer
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** A service without assisted-service, to which a spec posts images. */
abstract class StandaloneSpecification extends Specification {
  static final BASE = 'https://images.example/iso'
  static final IGNITION = '{"ignition": {"version": "3.4.0"},  "passwd": {}}'
  static final KEYFILE = '[connection]\nid=eth0\n'
  static final ORDER = [
      version: '418.94', ignition: IGNITION, kernel_arguments: [[operation: 'append', value: 'p1'], 'p2=3'],
      network_keyfiles: ['eth0.nmconnection': KEYFILE], ramdisk: 'more files'.bytes.encodeBase64().toString()]
  @TempDir Path folder
  ImageService service

  def setup() {
    service = ready()
  }

  ImageService ready(Map<String, ?> standalone = [token: 'token']) {
    ImageService.ready(Files.createTempDirectory(folder, 'images'), ['base-url': "$BASE/".toString(), standalone: standalone])
  }

  RouteDecision post(Object body, Map<String, String> fields = [Authorization: "Bearer $TOKEN"]) {
    def text = body instanceof Map ? JsonOutput.toJson(body) : body as String
    service.strategy.decide(service.request('POST', '/images', fields).withBody(ByteBuffer.wrap(text.bytes)))
  }

  static Map told(RouteDecision decision) {
    def content = decision instanceof Created ? decision.content() : (decision as RouteDecision.Serve).content()
    new JsonSlurper().parse(bytes(content.body())) as Map
  }

  /** Where a URL leads below the mount. */
  static String target(String url) {
    assert url.startsWith("$BASE/")
    url - BASE
  }

  static String file(LiveImage iso, String name) {
    new String(CpioReader.find(iso.embedded(), name, 1 << 20).orElseThrow())
  }

  LiveImage served(String url) {
    def iso = Files.write(Files.createTempFile(folder, 'served', '.iso'), bytes(service.decide(target(url))))
    LiveImage.open(iso)
  }
}
