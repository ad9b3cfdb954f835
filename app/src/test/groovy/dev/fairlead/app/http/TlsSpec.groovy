package dev.fairlead.app.http

import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.StrategyOfASpec
import dev.fairlead.app.config.Configuration
import dev.fairlead.spi.Body
import dev.fairlead.spi.Body.FileRange
import dev.fairlead.spi.ConfigurationException
import dev.fairlead.spi.Content
import dev.fairlead.spi.RouteDecision.Serve
import dev.fairlead.spi.Trace
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.nio.file.Files
import java.nio.file.Path
import java.security.cert.X509Certificate
import javax.net.ssl.SSLContext
import javax.net.ssl.SSLEngine
import javax.net.ssl.TrustManager
import javax.net.ssl.X509ExtendedTrustManager
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** TLS on the public port, and a plain one beside it. */
@Timeout(60)
class TlsSpec extends Specification {
  @Shared @TempDir Path folder
  @Shared byte[] bytes = new byte[3_000_000]
  @Shared StrategyOfASpec strategy = new StrategyOfASpec(decides: { request ->
    def content = request.path().raw() == '/big'
        ? new Content('application/octet-stream', Body.of(new FileRange(folder.resolve('big'), 0, bytes.length)), '"t"', Optional.empty(), [:])
        : Content.text('text/plain', "secure=${request.secure()}")
    new Serve(content, Trace.of('spec'))
  })

  def setupSpec() {
    new Random(3).nextBytes(bytes)
    Files.write(folder.resolve('big'), bytes)
    certificate('one', 'rsa:2048')
    certificate('two', 'rsa:2048')
    certificate('ec', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256')
    openssl('rsa', '-traditional', '-in', file('one.key'), '-out', file('one-pkcs1.key'))
  }

  String file(String name) {
    folder.resolve(name)
  }

  void certificate(String name, String... key) {
    openssl('req', '-x509', '-nodes', '-days', '1', '-subj', "/CN=$name", '-newkey', *key, '-keyout', file("${name}.key"), '-out', file("${name}.pem"))
  }

  static void openssl(String... arguments) {
    def process = new ProcessBuilder(['openssl', *arguments] as List<String>).redirectErrorStream(true).start()
    def said = process.inputStream.text
    assert process.waitFor() == 0: said
  }

  String tls(String certificate = 'one.pem', String key = 'one.key') {
    ", tls: { certificate-file: ${file(certificate)}, key-file: ${file(key)} }"
  }

  ServiceFixture start(String settings) {
    strategy.installedIn { ServiceFixture.start(StrategyOfASpec.yaml(settings)) }
  }

  static HttpResponse<byte[]> get(String url, String... fields) {
    def context = SSLContext.getInstance('TLS')
    context.init(null, [new AnyTrust()] as TrustManager[], null)
    def request = HttpRequest.newBuilder(URI.create(url))
    if (fields) {
      request.headers(fields)
    }
    HttpClient.newBuilder().sslContext(context).build().withCloseable { it.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()) }
  }

  /** Whoever it is; the JDK's own checks are left out too. */
  static class AnyTrust extends X509ExtendedTrustManager {
    void checkClientTrusted(X509Certificate[] chain, String type) {}
    void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}
    void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}
    void checkServerTrusted(X509Certificate[] chain, String type) {}
    void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}
    void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}
    X509Certificate[] getAcceptedIssuers() { new X509Certificate[0] }
  }

  static String who(HttpResponse<?> answer) {
    answer.sslSession().get().peerPrincipal.name
  }

  static String text(HttpResponse<byte[]> answer) {
    new String(answer.body(), 'UTF-8')
  }

  def "with #key the port speaks TLS, and nothing else"() {
    given:
    def server = start(tls(certificate, key))

    expect:
    text(get("https://127.0.0.1:$server.port/")) == 'secure=true'
    !server.connect().withCloseable { new String(it.send('GET / HTTP/1.1\r\nHost: a\r\n\r\n').readSome(8), 'ISO-8859-1').startsWith('HTTP') }
    server.service.plainPort().empty

    cleanup:
    server?.close()

    where:
    certificate | key
    'one.pem'   | 'one.key'
    'one.pem'   | 'one-pkcs1.key'
    'ec.pem'    | 'ec.key'
  }

  def "a file comes whole over TLS, and in ranges"() {
    given:
    def server = start(tls())

    expect:
    get("https://127.0.0.1:$server.port/big").body() == bytes
    get("https://127.0.0.1:$server.port/big", 'Range', 'bytes=1000000-2999998').body() == Arrays.copyOfRange(bytes, 1_000_000, 2_999_999)

    cleanup:
    server?.close()
  }

  def "a plain port beside it is another one, and the strategy can tell"() {
    given:
    def server = start(tls() + ', plain-port: 0')
    def plain = server.service.plainPort().asInt

    expect:
    text(get("https://127.0.0.1:$server.port/")) == 'secure=true'
    text(get("http://127.0.0.1:$plain/")) == 'secure=false'
    get("http://127.0.0.1:$plain/big").body() == bytes

    cleanup:
    server?.close()
  }

  def "a certificate that is exchanged is shown from then on, a broken one isn't"() {
    given:
    Files.copy(folder.resolve('one.pem'), folder.resolve('live.pem'))
    Files.copy(folder.resolve('one.key'), folder.resolve('live.key'))
    def server = start(tls('live.pem', 'live.key'))
    def shown = { who(get("https://127.0.0.1:$server.port/")) }

    expect:
    shown() == 'CN=one'

    when:
    Files.writeString(folder.resolve('live.pem'), 'half')
    sleep(5500)

    then:
    shown() == 'CN=one'

    when:
    Files.write(folder.resolve('live.pem'), Files.readAllBytes(folder.resolve('two.pem')))
    Files.write(folder.resolve('live.key'), Files.readAllBytes(folder.resolve('two.key')))
    sleep(5500)

    then:
    shown() == 'CN=two'

    cleanup:
    server?.close()
  }

  def "#settings is refused with one line at #key"() {
    when:
    start(settings.replaceAll(/@(\S+?)(?=[ ,}])/) { file(it[1]) })

    then:
    def refused = thrown(ConfigurationException)
    refused.message.startsWith("fairlead.server.$key")
    refused.message.readLines().size() == 1

    where:
    settings                                                            || key
    ', plain-port: 0'                                                   || 'plain-port: needs tls'
    ', tls: { certificate-file: @one.pem }'                             || 'tls.key-file'
    ', tls: { certificate-file: @none.pem, key-file: @one.key }'        || 'tls: there is no file'
    ', tls: { certificate-file: @big , key-file: @one.key }'            || 'tls.certificate-file'
    ', tls: { certificate-file: @one.pem, key-file: @big }'             || 'tls.key-file'
    ', tls: { certificate-file: @one.pem, key-file: @two.key }'         || 'tls.key-file'
    ', tls: { certificate-file: @one.pem, key-file: @ec.key }'          || 'tls.key-file'
  }

  def "in the place of the image service #environment is #port, #plain, TLS: #secured"() {
    when:
    def settings = ofDropIn([ORIGIN_HOST: 'https://o.example', S3_BUCKET_NAME: 'b', AWS_REGION: 'us-east-1'] + environment)

    then:
    settings.port() == port
    settings.plainPort() == (plain ? OptionalInt.of(plain) : OptionalInt.empty())
    settings.tls().present == secured

    where:
    environment                                                                                             || port | plain | secured
    [:]                                                                                                     || 8080 | null  | false
    [LISTEN_PORT: '1']                                                                                      || 1    | null  | false
    [LISTEN_PORT: '1', HTTP_LISTEN_PORT: '2']                                                               || 2    | null  | false
    [LISTEN_PORT: '1', HTTPS_KEY_FILE: 'k', HTTPS_CERT_FILE: 'c']                                           || 1    | null  | true
    [LISTEN_PORT: '1', HTTPS_KEY_FILE: 'k', HTTPS_CERT_FILE: 'c', HTTP_LISTEN_PORT: '2']                    || 1    | 2     | true
    [HTTPS_KEY_FILE: '', HTTPS_CERT_FILE: '', HTTP_LISTEN_PORT: '']                                         || 8080 | null  | false
  }

  def ofDropIn(Map<String, String> environment) {
    Configuration.read(Optional.empty(), environment).server()
  }

  def "#environment stops the start with a line that names #name"() {
    when:
    ofDropIn([ORIGIN_HOST: 'https://o.example', S3_BUCKET_NAME: 'b', AWS_REGION: 'us-east-1'] + environment)

    then:
    def refused = thrown(ConfigurationException)
    refused.message.startsWith("$name: ")
    refused.message.readLines().size() == 1

    where:
    environment                                        || name
    [HTTPS_KEY_FILE: 'k']                              || 'HTTPS_CERT_FILE'
    [HTTPS_CERT_FILE: 'c', HTTPS_KEY_FILE: '']         || 'HTTPS_KEY_FILE'
    [HTTP_LISTEN_PORT: 'x']                            || 'HTTP_LISTEN_PORT'
  }
}
