package dev.fairlead.app.http

import dev.fairlead.app.Answer
import dev.fairlead.app.HttpConnection
import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.lambda.Events
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.GZIPInputStream
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** An image service without assisted-service, as its users see it. */
@Timeout(60)
class PostedImageSpec extends Specification {
  static final TOKEN = 'of-those-who-may-post'
  static final ORDER = '{"version": "4.18", "ignition": {"ignition": {"version": "3.4.0"}}}'
  @Shared @TempDir Path folder
  @Shared @AutoCleanup ServiceFixture service = start()

  ServiceFixture start() {
    def data = Files.createDirectories(folder.resolve('images'))
    SparseLiveIso.write(data.resolve('rhcos-full-iso-418.94-x86_64.iso'))
    Files.writeString(folder.resolve('token'), "$TOKEN\n")
    ServiceFixture.start("""
fairlead:
  server: { host: 127.0.0.1 }
  ranges: { files: [aws-ip-ranges.json] }
  mounts:
    images:
      strategy: isobuild
      match: { prefix: /iso }
      access: public
      settings:
        data-dir: $data
        base-url: https://images.example/iso
        standalone: { token: ${folder.resolve('token')}, max-request: 10KiB }
        images: [{ openshift_version: "4.18", cpu_architecture: x86_64, version: "418.94", url: "http://127.0.0.1:9/a.iso" }]
""")
  }

  Answer send(String method, String target, String body, Map<String, String> fields = [Authorization: "Bearer $TOKEN"]) {
    try (def connection = new HttpConnection(service.port)) {
      connection.request(method, target, [Connection: 'close', 'Content-Length': body.length()] + fields, body).read(method)
    }
  }

  /** The image on the disk is looked at first. */
  Answer post() {
    Answer answer = null
    (1..100).find {
      answer = send('POST', '/iso/images', ORDER)
      answer.status != 503 || Thread.sleep(100)
    }
    answer
  }

  def "what is posted is read in ranges from the URL that is told, until it is deleted"() {
    given:
    def posted = post()
    def told = Events.parse(posted.text)
    def target = told.urls.full_iso - 'https://images.example'
    def range = service.get(target, [Range: "bytes=$SparseLiveIso.IGNITION_AT-${SparseLiveIso.IGNITION_AT + SparseLiveIso.IGNITION_LENGTH - 1}"])

    expect:
    posted.status == 201
    posted.field('content-type') == 'application/json'
    posted.field('cache-control') == 'no-store'
    posted.field('location') == "https://images.example/iso/images/$told.id"
    range.status == 206
    new String(new GZIPInputStream(new ByteArrayInputStream(range.body)).readAllBytes()).contains('{"ignition":{"version":"3.4.0"}}')

    when:
    def deleted = send('DELETE', "/iso/images/$told.id", '')

    then:
    deleted.status == 204
    service.get(target).status == 404
  }

  def "without the token it is 401, before the body is looked at: #fields"() {
    expect:
    with(send('POST', '/iso/images', 'x' * 20_000, fields)) {
      status == 401
      field('www-authenticate') == 'Bearer realm="images"'
    }

    where:
    fields << [[:], [Authorization: 'Bearer somebody-elses-token']]
  }

  def "what is too large is 413, and what makes no sense 400"() {
    expect:
    send('POST', '/iso/images', 'x' * 10_241).status == 413
    send('POST', '/iso/images', '{}').status == 400
  }
}
