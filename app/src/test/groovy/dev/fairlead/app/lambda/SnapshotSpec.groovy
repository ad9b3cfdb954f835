package dev.fairlead.app.lambda

import static java.time.temporal.ChronoUnit.SECONDS

import dev.fairlead.app.ServiceFixture
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.nio.file.Path
import java.time.Instant
import java.time.ZoneOffset
import java.time.format.DateTimeFormatter
import org.crac.Context
import org.crac.Resource
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.environment.RestoreSystemProperties

/** A function before and after SnapStart restores it. */
@RestoreSystemProperties
class SnapshotSpec extends Specification {
  static final YAML = '''
fairlead:
  mounts:
    app-ci:
      strategy: registry
      match: { prefix: / }
      access: public
      pass-through: { to: "https://cdn.example", mode: redirect }
      settings: { copies: [{ bucket: app-ci-east, region: us-east-1, authoritative: true }] }
'''
  static final DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC)
  static final EVENT = """{"Records": [{"cf": {"config": {"distributionId": "E1", "eventType": "viewer-request"},
      "request": {"clientIp": "3.80.0.1", "method": "GET", "querystring": "", "headers": {},
      "uri": "/docker/registry/v2/blobs/sha256/25/25${'0' * 62}/data"}}}]}"""
  @TempDir Path folder
  @AutoCleanup LambdaFunction function
  Snapshot snapshot

  def setup() {
    function = new LambdaFunction(ServiceFixture.settings(folder, YAML), [:], new SimpleMeterRegistry())
    snapshot = function.@snapshot
    credentials('BEFORE')
  }

  static void credentials(String id) {
    System.setProperty('aws.accessKeyId', "AKIA$id")
    System.setProperty('aws.secretAccessKey', "secret-of-$id")
  }

  String location() {
    def answer = new ByteArrayOutputStream()
    function.handleRequest(new ByteArrayInputStream(EVENT.bytes), answer, null)
    (answer.toString() =~ /"(https:[^"]+)"/)[0][1]
  }

  def "credentials from before the snapshot sign nothing after it"() {
    expect:
    location().contains('AKIABEFORE')

    when: 'they are good until then'
    snapshot.beforeCheckpoint(new Nowhere())
    credentials('AFTER')

    then:
    location().contains('AKIABEFORE')

    when:
    snapshot.afterRestore(new Nowhere())

    then:
    location().contains('AKIAAFTER')
  }

  def "a URL made after the snapshot is restored is dated then"() {
    given:
    snapshot.beforeCheckpoint(new Nowhere())
    sleep(1100) // a signature's date has whole seconds

    when:
    def restored = Instant.now().truncatedTo(SECONDS)
    snapshot.afterRestore(new Nowhere())

    then:
    !DATE.parse((location() =~ /X-Amz-Date=(\w+)/)[0][1], Instant::from).isBefore(restored)
  }

  def "what is prepared for a snapshot holds no credentials"() {
    when:
    snapshot.beforeCheckpoint(new Nowhere())
    credentials('AFTER')

    then:
    location().contains('AKIAAFTER')
  }

  /** A context that calls nobody. */
  static class Nowhere extends Context<Resource> {
    @Override
    void beforeCheckpoint(Context<? extends Resource> context) {}

    @Override
    void afterRestore(Context<? extends Resource> context) {}

    @Override
    void register(Resource resource) {}
  }
}
