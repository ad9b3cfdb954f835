package dev.fairlead.app.http

import dev.fairlead.app.HttpConnection
import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.TwoRegistries
import dev.fairlead.testbed.Testbed
import dev.fairlead.testbed.UpstreamStandIn
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CompletableFuture
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

/** A package on its way into the bucket, and back out of it once the mirror dropped it. */
@Timeout(60)
class RpmFillSpec extends Specification {
  static final NAME = 'libstdc++-1.0~rc1^git-1.fc44.x86_64.rpm'
  static final PATH = '/pub/libstdc%2B%2B-1.0~rc1%5Egit-1.fc44.x86_64.rpm'
  static final PACKAGE = Files.readAllBytes(Path.of('../strategies/rpm/src/test/resources/rpms', NAME))
  @Shared @AutoCleanup Testbed testbed = Testbed.start()
  @Shared UpstreamStandIn mirror = testbed.upstream()
  @Shared @AutoCleanup ServiceFixture server = start()

  ServiceFixture start() {
    testbed.s3().createBucket('kept', 'us-east-1')
    ServiceFixture.start("""
fairlead:
  server: { host: 127.0.0.1, access-log: false }
  object-store: { endpoint: "${testbed.s3().endpoint()}", absent-ttl: 10ms }
  mounts:
    rpm:
      strategy: rpm
      access: public
      pass-through: { to: "${mirror.endpoint()}", status: 302 }
      settings: { bucket: kept, region: us-east-1 }
""")
  }

  String ask(String target) {
    try (def connection = new HttpConnection(server.port)) {
      connection.request('GET', target).read().location
    }
  }

  def "50 first requests in all spellings are one upload, which saves the next download"() {
    given:
    mirror.serve(PATH, PACKAGE, ['Content-Type': 'application/x-rpm'])
    def spellings = [PATH, '/pub/libstdc++-1.0~rc1^git-1.fc44.x86_64.rpm', '/pub/libstdc++-1.0~rc1%5Egit-1.fc44.x86_64.rpm']
    def threads = Executors.newVirtualThreadPerTaskExecutor()

    when:
    def locations = (0..<50).collect { n -> CompletableFuture.supplyAsync({ ask(spellings[n % 3]) }, threads) }*.join()

    then:
    locations.unique() == ["${mirror.endpoint()}$PATH" as String]
    new PollingConditions(timeout: 20).eventually {
      assert testbed.s3().get('kept', "cache/pub/$NAME").get() == PACKAGE
    }
    mirror.requests(PATH).count { it.method() == 'GET' } == 1

    when: 'the mirror drops it'
    mirror.remove(PATH)

    then:
    new PollingConditions(timeout: 20).eventually {
      def location = ask(PATH)
      assert location.startsWith("${testbed.s3().endpoint()}/kept/")
      assert TwoRegistries.download(location) == PACKAGE
    }

    cleanup:
    threads.close()
  }

  def "a page instead of a package is never kept"() {
    given:
    mirror.serve('/pub/plain.rpm', '<html>'.bytes, ['Content-Type': 'application/x-rpm'])

    expect:
    ask('/pub/plain.rpm') == "${mirror.endpoint()}/pub/plain.rpm"
    new PollingConditions(timeout: 20).eventually {
      assert server.metric('fairlead_background_work_total', [mount: 'rpm', result: 'failed']) >= 1
    }
    testbed.s3().get('kept', 'cache/pub/plain.rpm').empty
  }
}
