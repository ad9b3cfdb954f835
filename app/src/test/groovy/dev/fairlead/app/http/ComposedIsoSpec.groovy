package dev.fairlead.app.http

import dev.fairlead.app.ServiceFixture
import dev.fairlead.testbed.Testbed
import dev.fairlead.testbed.UpstreamStandIn
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.net.http.HttpResponse.BodyHandlers
import java.nio.file.Files
import java.nio.file.Path
import java.security.DigestInputStream
import java.security.MessageDigest
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** A discovery ISO that is sent from here at first, and from S3 once that has its base. */
@Timeout(120)
class ComposedIsoSpec extends Specification {
  static final ID = 'bf25292a-dddd-49dc-ab9c-3fb4c1f07071'
  static final INFRA_ENV = "/api/assisted-install/v2/infra-envs/$ID"
  /** The stand-in keeps all in memory; with -Drootfs.mib=1015 and a heap of 5 GiB it is an ISO of one GiB. */
  static final long ROOTFS = Long.getLong('rootfs.mib', 101) << 20
  @Shared @TempDir Path folder
  @Shared @AutoCleanup Testbed testbed = Testbed.start()
  @Shared @AutoCleanup UpstreamStandIn assisted = UpstreamStandIn.start(0)
  @Shared @AutoCleanup ServiceFixture server = start()

  ServiceFixture start() {
    testbed.s3().createBucket('isos', 'us-east-1')
    assisted.serve("$INFRA_ENV/downloads/files", '{"ignition": {"version": "3.1.0"}}'.bytes)
    assisted.serve(INFRA_ENV, '{"kernel_arguments": "[{\\"operation\\": \\"append\\", \\"value\\": \\"p1=v1\\"}]"}'.bytes)
    def iso = SparseIso.write(folder.resolve('rhcos-full-iso-418.94-x86_64.iso'), ROOTFS)
    Files.writeString(folder.resolve(".${iso.fileName}.sha256"), "${digest(Files.newInputStream(iso))}  ${iso.fileName}\n")
    ServiceFixture.start("""
fairlead:
  server: { host: 127.0.0.1, access-log: false }
  object-store: { endpoint: "${testbed.s3().endpoint()}" }
  mounts:
    iso:
      strategy: isobuild
      access: public
      settings:
        data-dir: $folder
        assisted-service: { url: "${assisted.endpoint()}" }
        images: [{ openshift_version: "4.17", cpu_architecture: x86_64, version: "418.94", url: "http://127.0.0.1:1/x.iso" }]
        deliver: { to: s3, bucket: isos, region: us-east-1 }
""")
  }

  static String digest(InputStream bytes) {
    def sha256 = MessageDigest.getInstance('SHA-256')
    bytes.withCloseable { new DigestInputStream(it, sha256).transferTo(OutputStream.nullOutputStream()) }
    sha256.digest().encodeHex()
  }

  HttpResponse<InputStream> get(String url, Map<String, String> fields = [:]) {
    def request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(60))
    fields.each { request.header(it.key, it.value) }
    HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream())
  }

  /** The answer once it is of that status: the image is read, or copied to the bucket. */
  HttpResponse<InputStream> answered(String url, int status) {
    for (long end = System.nanoTime() + 60_000_000_000; ; sleep(200)) {
      def answer = get(url)
      if (answer.statusCode() == status) {
        return answer
      }
      answer.body().close()
      assert System.nanoTime() < end: "$url answers ${answer.statusCode()}"
    }
  }

  /** What was sent for images: what S3 copies doesn't count. */
  long sent() {
    testbed.s3().requests('isos').findAll {
      it.method() == 'PUT' && it.key().startsWith('isobuild/images/') && it.header('x-amz-copy-source').empty
    }.sum { (it.header('x-amz-decoded-content-length').orElse(null) ?: it.header('content-length').get()) as long } as long
  }

  def "the ISO from S3 is the one that was streamed, for less than 12 MiB sent there"() {
    given:
    def url = "http://127.0.0.1:${server.port}/byid/$ID/418.94/x86_64/full.iso"

    when:
    def streamed = digest(answered(url, 200).body())
    def location = answered(url, 307).headers().firstValue('location').get()

    then:
    location.startsWith("${testbed.s3().endpoint()}/isos/isobuild/images/")

    when:
    def whole = get(location)
    def composed = digest(whole.body())

    then:
    whole.statusCode() == 200
    whole.headers().firstValueAsLong('content-length').asLong == Files.size(folder.resolve('rhcos-full-iso-418.94-x86_64.iso'))
    composed == streamed
    sent() < 12 << 20
    testbed.s3().unfinishedUploads('isos') == []

    and: 'ranges are S3\'s to answer, with the same URL'
    def part = get(location, [Range: 'bytes=32769-32773'])
    part.statusCode() == 206
    new String(part.body().readAllBytes()) == 'CD001'
  }
}
