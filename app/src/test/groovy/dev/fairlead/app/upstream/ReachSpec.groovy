package dev.fairlead.app.upstream

import static dev.fairlead.spi.Doubt.NETWORK

import com.sun.net.httpserver.HttpsConfigurator
import com.sun.net.httpserver.HttpsServer
import dev.fairlead.spi.ConfigurationException
import dev.fairlead.spi.Deadline
import dev.fairlead.spi.Settings
import dev.fairlead.spi.Upstream
import dev.fairlead.spi.Upstream.Call
import dev.fairlead.spi.Upstream.Reply.Answered
import dev.fairlead.spi.Upstream.Reply.Unanswered
import dev.fairlead.spi.Upstreams.Reach
import dev.fairlead.testbed.Fault
import dev.fairlead.testbed.Payload
import dev.fairlead.testbed.Reply
import dev.fairlead.testbed.UpstreamStandIn
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.nio.file.Files
import java.nio.file.Path
import java.security.KeyStore
import java.time.Duration
import java.time.InstantSource
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import javax.net.ssl.KeyManagerFactory
import javax.net.ssl.SSLContext
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** Sources that are reached in a way of their own: by certificates, proxies, patience. */
class ReachSpec extends Specification {
  @Shared @TempDir Path folder
  @Shared HttpsServer server
  @Shared Path caFile
  @AutoCleanup('shutdownNow') ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()
  Map<String, String> environment = [:]

  def setupSpec() {
    def store = folder.resolve('server.p12')
    def command = ['-genkeypair', '-alias', 'a', '-keyalg', 'EC', '-storetype', 'PKCS12', '-storepass', 'secret',
                   '-dname', 'CN=localhost', '-ext', 'san=dns:localhost', '-validity', '2', '-keystore', store.toString()]
    assert new ProcessBuilder([Path.of(System.getProperty('java.home'), 'bin', 'keytool').toString()] + command)
        .redirectErrorStream(true).start().waitFor() == 0
    def keys = KeyStore.getInstance(store.toFile(), 'secret'.toCharArray())
    def factory = KeyManagerFactory.getInstance(KeyManagerFactory.defaultAlgorithm)
    factory.init(keys, 'secret'.toCharArray())
    def context = SSLContext.getInstance('TLS')
    context.init(factory.keyManagers, null, null)
    server = HttpsServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
    server.httpsConfigurator = new HttpsConfigurator(context)
    server.createContext('/') { it.withCloseable { exchange -> exchange.sendResponseHeaders(204, -1) } }
    server.start()
    caFile = folder.resolve('ca.pem')
    Files.writeString(caFile, "-----BEGIN CERTIFICATE-----\n${keys.getCertificate('a').encoded.encodeBase64(true)}-----END CERTIFICATE-----\n")
  }

  def cleanupSpec() { server?.stop(0) }

  HttpUpstreams upstreams() {
    new HttpUpstreams(
        UpstreamSettings.read(Settings.of('fairlead.upstream', ['idle-timeout': '20s'])), InstantSource.system(),
        new SimpleMeterRegistry(), threads, environment)
  }

  static Upstream.Reply get(Upstream upstream) {
    upstream.get(new Call('/x', [:], Deadline.in(Duration.ofSeconds(10))))
  }

  def status(URI base, Reach reach) {
    upstreams().withCloseable {
      def reply = get(it.open(base, reach))
      reply instanceof Answered ? reply.withCloseable { it.status() } : (reply as Unanswered).doubt()
    }
  }

  def "#what: a server at #host with a certificate of its own for localhost answers #result"() {
    expect:
    status(URI.create("https://$host:$server.address.port"), reach(caFile)) == result

    where:
    what               | host        | reach                                                    || result
    'the system alone' | 'localhost' | { Reach.trusting(Optional.empty()) }                     || NETWORK
    'its CA'           | 'localhost' | { Reach.trusting(Optional.of(it)) }                      || 204
    'its CA'           | '127.0.0.1' | { Reach.trusting(Optional.of(it)) }                      || NETWORK
    'no check'         | 'localhost' | { new Reach(Optional.empty(), true, Optional.empty()) }  || 204
    'no check'         | '127.0.0.1' | { new Reach(Optional.empty(), true, Optional.empty()) }  || 204
    'no check, and CA' | '127.0.0.1' | { new Reach(Optional.of(it), true, Optional.empty()) }   || 204
  }

  def "the system's roots stay trusted beside a CA file"() {
    expect:
    Certificates.roots(caFile).size() > 50
  }

  def "a CA file that #what is refused: #message"() {
    given:
    def file = folder.resolve(name)
    if (content != null) {
      Files.writeString(file, content)
    }

    when:
    upstreams().withCloseable { it.open(URI.create('https://h'), Reach.trusting(Optional.of(file))) }

    then:
    def e = thrown(IllegalArgumentException)
    e.message == message.replace('FILE', file.toString())

    where:
    what           | name    | content                                                            || message
    "isn't there"  | 'none'  | null                                                               || "there is no file 'FILE'"
    'is empty'     | 'empty' | ''                                                                 || "'FILE' holds no PEM certificate"
    'is something' | 'text'  | 'hello'                                                            || "'FILE' holds no PEM certificates that can be read"
    'is damaged'   | 'half'  | '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'   || "'FILE' holds no PEM certificates that can be read"
  }

  def "a body may stand still as long as the reach says"() {
    given:
    def standIn = UpstreamStandIn.start(0)
    standIn.serve('/x', Reply.of(Payload.pattern(100_000)))
    standIn.fail(new Fault.SlowDrip(2000, Duration.ofSeconds(2)))
    def upstreams = upstreams()

    when:
    def reply = get(upstreams.open(standIn.endpoint(), new Reach(Optional.empty(), false, Optional.of(Duration.ofMillis(100)))))
    (reply as Answered).body().readAllBytes()

    then:
    def e = thrown(IOException)
    e.message.contains('no byte for PT0.1S')

    cleanup:
    upstreams.close()
    standIn.close()
  }

  def "a source that is reached in a way of its own goes through the environment's proxy, others don't"() {
    given: 'a proxy is asked for whole URLs'
    def proxy = UpstreamStandIn.start(0)
    environment = [HTTP_PROXY: proxy.endpoint().toString()]
    def upstreams = upstreams()
    def base = URI.create('http://mirror.invalid')

    when:
    get(upstreams.open(base, Reach.trusting(Optional.empty())))

    then:
    proxy.log().all()*.target() == ['http://mirror.invalid/x']

    when:
    def direct = get(upstreams.open(base))

    then:
    direct == new Unanswered(NETWORK)
    proxy.log().all().size() == 1

    cleanup:
    upstreams.close()
    proxy.close()
  }

  def "with NO_PROXY '#exceptions' #url goes #way"() {
    given:
    def proxies = EnvironmentProxies.read(
        [HTTP_PROXY: 'http://proxy.example:3128', https_proxy: 'secure.example', NO_PROXY: exceptions])

    expect:
    proxies.select(URI.create(url))*.address()*.toString() == (way == 'directly' ? [null] : ["$way/<unresolved>:${way == 'secure.example' ? 80 : 3128}".toString()])

    where:
    exceptions          | url                        || way
    ''                  | 'http://a.example/'        || 'proxy.example'
    ''                  | 'https://a.example/'       || 'secure.example'
    ''                  | 'http://localhost:8080/'   || 'directly'
    ''                  | 'http://127.0.0.1/'        || 'directly'
    ''                  | 'http://[::1]/'            || 'directly'
    '*'                 | 'http://a.example/'        || 'directly'
    'a.example'         | 'http://a.example/'        || 'directly'
    'a.example'         | 'http://A.Example/'        || 'directly'
    'a.example'         | 'http://x.a.example/'      || 'directly'
    'a.example'         | 'http://xa.example/'       || 'proxy.example'
    '.a.example'        | 'http://x.a.example/'      || 'directly'
    '*.a.example'       | 'http://x.a.example/'      || 'directly'
    'b.example, a.example' | 'http://a.example/'     || 'directly'
    'a.example:8080'    | 'http://a.example:8080/'   || 'directly'
    'a.example:80'      | 'http://a.example/'        || 'directly'
    'a.example:8080'    | 'http://a.example/'        || 'proxy.example'
    '10.0.0.0/8'        | 'http://10.1.2.3/'         || 'directly'
    '10.0.0.0/8'        | 'http://11.1.2.3/'         || 'proxy.example'
    '10.0.0.0/8'        | 'http://10.example/'       || 'proxy.example'
    'fd00::/8'          | 'http://[fd00::1]/'        || 'directly'
    'fd00::1'           | 'http://[fd00::1]/'        || 'directly'
  }

  def "HTTPS_PROXY '#text' stops what needs it, without quoting it"() {
    when:
    EnvironmentProxies.read([HTTPS_PROXY: text])

    then:
    def e = thrown(ConfigurationException)
    e.message == 'HTTPS_PROXY: is not like http://proxy.example:3128, without a user'

    where:
    text << ['http://user:secret@proxy.example', 'socks5://proxy.example', 'http://', 'a b']
  }
}
