package dev.fairlead.testbed

import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse.BodyHandlers
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(30)
class FolderMirrorSpec extends Specification {
  @TempDir
  Path parent
  @AutoCleanup
  HttpClient client = HttpClient.newHttpClient()
  Path fault
  @AutoCleanup
  UpstreamStandIn mirror

  def setup() {
    def folder = Files.createDirectories(parent.resolve('pub'))
    Files.writeString(folder.resolve('a+b^c.rpm'), '0123456789')
    Files.writeString(parent.resolve('secret'), 'x')
    fault = parent.resolve('fault')
    mirror = UpstreamStandIn.start(0, new FolderMirror(folder, Optional.of(fault)))
  }

  HttpRequest request(String method, String path, Map fields = [:]) {
    def request = HttpRequest.newBuilder(URI.create("${mirror.endpoint()}$path")).method(method, BodyPublishers.noBody())
        .timeout(Duration.ofSeconds(10))
    fields.each { name, value -> request.header(name, value) }
    request.build()
  }

  def "#method #path #fields is #status and #body"() {
    when:
    def answer = client.send(request(method, path, fields), BodyHandlers.ofString())

    then:
    answer.statusCode() == status
    body == null || answer.body() == body

    where:
    method | path                | fields               || status | body
    'GET'  | '/a%2bb%5ec.rpm'    | [:]                  || 200    | '0123456789'
    'HEAD' | '/a+b%5Ec.rpm'      | [:]                  || 200    | ''
    'GET'  | '/a+b%5Ec.rpm'      | [Range: 'bytes=7-8'] || 206    | '78'
    'GET'  | '/%2e%2e/secret'    | [:]                  || 404    | null
    'GET'  | '/'                 | [:]                  || 404    | null
    'GET'  | '/b.rpm'            | [:]                  || 404    | null
  }

  def "it fails as a file says, until that is gone"() {
    given:
    def asked = request('GET', '/a+b%5Ec.rpm')

    when:
    Files.writeString(fault, '403\n')

    then:
    client.send(asked, BodyHandlers.discarding()).statusCode() == 403

    when:
    Files.writeString(fault, 'page')
    def page = client.send(asked, BodyHandlers.discarding())

    then:
    page.statusCode() == 200
    page.headers().firstValue('Content-Type').get().startsWith('text/html')

    when:
    Files.writeString(fault, 'hang')
    def waiting = client.sendAsync(asked, BodyHandlers.ofString())
    Thread.sleep(300)

    then:
    !waiting.done

    when:
    Files.delete(fault)

    then:
    waiting.get(10, TimeUnit.SECONDS).body() == '0123456789'
  }
}
