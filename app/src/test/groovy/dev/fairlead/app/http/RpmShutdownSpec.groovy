package dev.fairlead.app.http

import dev.fairlead.app.ServiceFixture
import dev.fairlead.testbed.Fault
import dev.fairlead.testbed.Payload
import dev.fairlead.testbed.Reply
import dev.fairlead.testbed.Testbed
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

@Timeout(60)
class RpmShutdownSpec extends Specification {
  @AutoCleanup Testbed testbed = Testbed.start()

  def "an upload in parts that a shutdown cuts off leaves no parts"() {
    given:
    testbed.s3().createBucket('kept', 'us-east-1')
    def blob = "/team/app/blobs/sha256%3A${'ab' * 32}".toString()
    def mirror = testbed.upstream()
    mirror.serve(blob, Reply.of(Payload.pattern(20 << 20)))
    testbed.s3().fail('kept', 'PUT', new Fault.Hang())
    def server = ServiceFixture.start("""
fairlead:
  server: { host: 127.0.0.1, access-log: false, shutdown-grace: 10ms }
  object-store: { endpoint: "${testbed.s3().endpoint()}" }
  mounts:
    oci:
      strategy: rpm
      access: public
      pass-through: { to: "${mirror.endpoint()}", status: 302 }
      settings: { bucket: kept, region: us-east-1, layout: oci, allowed-prefixes: [team], head-timeout: 30s }
""")

    when:
    server.get(blob)
    new PollingConditions(timeout: 20).eventually {
      assert testbed.s3().log().count('PUT') > 0 // so it has been told what its upload is called
      assert testbed.s3().unfinishedUploads('kept').size() == 1
    }
    server.close()

    then:
    testbed.s3().unfinishedUploads('kept') == []
  }
}
