package dev.fairlead.app.lambda

import com.fasterxml.jackson.databind.ObjectMapper
import dev.fairlead.app.SampleRanges
import dev.fairlead.testbed.Payload
import dev.fairlead.testbed.Reply
import dev.fairlead.testbed.Testbed
import java.nio.file.Files
import java.nio.file.Path
import java.security.MessageDigest
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** The program is killed while it stores: what is in the bucket then is whole, or not there. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class KilledUploadSpec extends Specification {
  static final KILLS = 20
  static final STARTING = new Object()
  static final AT_A_TIME = 4
  /** In one piece and in parts. */
  static final List<Integer> SIZES = [6, 20].collect { it * 1024 * 1024 }
  /** How long after the last byte has come a process may live on. */
  static final int LATEST_MILLIS = 400

  @Shared @AutoCleanup Testbed testbed = Testbed.start()
  @Shared def upstream = testbed.upstream()
  @TempDir @Shared Path folder
  @Shared Map<Integer, String> digests = SIZES.collectEntries { [(it): sha256(pattern(it))] }

  def setupSpec() {
    testbed.s3().createBucket('cache', 'us-east-1')
    Files.writeString(folder.resolve('aws-ip-ranges.json'), SampleRanges.json())
    Files.writeString(folder.resolve('fairlead.yml'), """
      fairlead:
        ranges: { files: [aws-ip-ranges.json] }
        object-store: { endpoint: "${testbed.s3().endpoint()}" }
        mounts:
          rpms:
            strategy: rpm
            match: { prefix: / }
            access: public
            pass-through: { to: "${upstream.endpoint()}" }
            settings: { bucket: cache, region: us-east-1 }
      """.stripIndent())
  }

  def "killed at twenty moments, no upload leaves anything but parts that nobody can read"() {
    given:
    def random = new Random()
    def moments = (0..<KILLS).collect { [random.nextDouble() * 1.6, random.nextInt(LATEST_MILLIS)] }
    def lanes = Executors.newFixedThreadPool(AT_A_TIME)

    when:
    def found = lanes.invokeAll((0..<KILLS).collect { number ->
      { -> kill(number, SIZES[number % SIZES.size()], *moments[number]) } as Callable
    })*.get()
    println "killed at: ${[moments, found].transpose()}; unfinished: ${testbed.s3().unfinishedUploads('cache').size()}"

    then:
    found.every { it in ['nothing', 'whole'] }
    'nothing' in found
    testbed.s3().unfinishedUploads('cache').every { it.startsWith('cache/') }

    cleanup:
    lanes.shutdownNow()
  }

  def "left alone, it stores the whole, and says what it stored"() {
    given:
    def function = FunctionProcess.serve(['--config', folder.resolve('fairlead.yml') as String])
    def size = SIZES.last()
    serve('/alone', size)

    expect:
    !(function.ask(event('alone', size)) instanceof dev.fairlead.testbed.Outcome.Failure)
    state(key('alone', size), size) == 'whole'

    cleanup:
    function?.close()
  }

  /** What is in the bucket after a process was killed with so much fetched, or a while after it had all. */
  private String kill(int number, int size, double share, int millis) {
    def path = "/blob-$number".toString()
    serve(path, size)
    def states = [] as Set
    started(path, event("blob-$number", size)).withCloseable { function ->
      until {
        assert function.process.alive: function.output
        states << state(key("blob-$number", size), size)
        upstream.bytesSent(path) >= Math.min(share, 1) * size
      }
      Thread.sleep(share < 1 ? 0 : millis)
      function.process.destroyForcibly().waitFor()
    }
    states << state(key("blob-$number", size), size)
    states.contains('partial') ? 'partial' : states.contains('whole') ? 'whole' : 'nothing'
  }

  /**
   * One starts at a time: the runtime client unpacks its native library to one place in /tmp, and who loads it while
   * another writes it dies of SIGBUS.
   */
  private FunctionProcess started(String path, byte[] event) {
    synchronized (STARTING) {
      def function = FunctionProcess.serve(['--config', folder.resolve('fairlead.yml') as String])
      function.runtime.invoke(event)
      until { assert function.process.alive: function.output; upstream.requests(path) }
      function
    }
  }

  private static void until(Closure<?> condition) {
    def end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60)
    while (!condition()) {
      assert System.nanoTime() < end
      Thread.sleep(10)
    }
  }

  private void serve(String path, int size) {
    upstream.serve(path, Reply.of(Payload.pattern(size)))
  }

  private String state(String key, int size) {
    def bytes = testbed.s3().get('cache', key)
    bytes.empty ? 'nothing' : sha256(bytes.get()) == digests[size] ? 'whole' : 'partial'
  }

  private String key(String name, int size) { "cache/$name/sha256:${digests[size]}".toString() }

  private byte[] event(String name, int size) {
    def json = new ObjectMapper()
    def work = json.writeValueAsString([key: key(name, size), target: "/$name".toString(), kind: 'blob'])
    json.writeValueAsBytes([fairlead: [perform: [mount: 'rpms', work: work]]])
  }

  private static byte[] pattern(int size) {
    def bytes = new byte[size]
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i % 251)
    }
    bytes
  }

  private static String sha256(byte[] bytes) { MessageDigest.getInstance('SHA-256').digest(bytes).encodeHex() }
}
