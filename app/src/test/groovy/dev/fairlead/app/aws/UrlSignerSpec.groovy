package dev.fairlead.app.aws

import dev.fairlead.spi.ObjectStores.Bucket
import java.time.Duration
import java.time.Instant
import java.time.LocalDateTime
import java.time.ZoneOffset
import java.time.format.DateTimeFormatter
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider
import software.amazon.awssdk.regions.Region
import software.amazon.awssdk.services.s3.S3Configuration
import software.amazon.awssdk.services.s3.presigner.S3Presigner
import spock.lang.Shared
import spock.lang.Specification
import spock.util.environment.RestoreSystemProperties

@RestoreSystemProperties
class UrlSignerSpec extends Specification {
  static final List<String> KEYS = [
    'blobs/sha256/ab/abcdef/data', 'plus+plus', 'per%cent', 'per%20cent', 'a b', 'a=b', 'a~b', "a'b", 'a"b', 'a&b;c',
    'star*', '(paren)', 'bang!', 'a@b:c,d', 'what?', 'hash#', 'back\\slash', '[brackets]', '{braces}', 'pipe|caret^',
    '<angle>', 'tab\there', 'caf\u00e9/\u65e5\u672c\u8a9e', 'emoji\ud83d\ude80', 'libstdc++-14~rc1^git.x86_64.rpm', 'deep/er/$x`y'
  ]
  static final Instant SOME_TIME = Instant.parse('2026-11-21T12:00:00Z')

  @Shared
  List<String> compared = []

  def setup() {
    // without it, the SDK signs for the global host of us-east-1, which we never do
    System.setProperty('aws.s3UseUsEast1RegionalEndpoint', 'regional')
  }

  def "#method of awkward keys in #region, #kind, #credentials credentials: the SDK's URLs, byte for byte"() {
    given:
    def provider = StaticCredentialsProvider.create(
        credentials == 'session' ? FakeSource.session(null) : FakeSource.basic())
    def presigner = oracle(region, provider, endpoint, pathStyle, dualStack)
    def session = new Session(provider.resolveCredentials(), SOME_TIME)
    def endpoints = new Endpoints(new Addresses(Optional.ofNullable(endpoint).map(URI::create), pathStyle, Optional.empty()))
    def place = new Bucket(bucket, region, Optional.empty())
    def host = dualStack ? endpoints.dualStack(place) : endpoints.ipv4(place)
    def signer = new UrlSigner(region)

    when:
    def pairs = KEYS.collect { key ->
      def expected = theirs(presigner, method, bucket, key)
      [expected, signer.sign(session, host, method, key, dateOf(expected), 1200)]
    }
    compared.addAll(pairs*.first())

    then:
    pairs.findAll { expected, own -> expected != own } == []

    cleanup:
    presigner.close()

    where:
    [[kind, bucket, endpoint, pathStyle, dualStack], region, credentials, method] << [
      [
        ['virtual host', 'examplebucket', null, false, false],
        ['dual-stack', 'examplebucket', null, false, true],
        ['a dot in the bucket', 'example.bucket', null, false, false],
        ['path style at a port', 'examplebucket', 'http://127.0.0.1:9000', true, false],
        ['path style below a path', 'examplebucket', 'https://objects.example/s3', true, false],
        ['custom virtual host', 'examplebucket', 'https://objects.example:8443', false, false]
      ],
      ['us-east-1', 'us-west-2', 'cn-north-1'],
      ['basic', 'session'],
      ['GET', 'HEAD']
    ].combinations()
  }

  def "more than 250 different URLs were compared"() {
    expect:
    compared.unique(false).size() > 1500
  }

  def "AWS's documented example comes out"() {
    given:
    def session = new Session(FakeSource.basic(), SOME_TIME)
    def host = new S3Host(URI.create('https://examplebucket.s3.amazonaws.com'))

    expect:
    new UrlSigner('us-east-1').sign(session, host, 'GET', 'test.txt', Instant.parse('2013-05-24T00:00:00Z'), 86400)
        .endsWith('&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404')
  }

  def "the day's key changes at midnight UTC and with the credentials"() {
    given:
    def host = new S3Host(URI.create('https://b.s3.us-east-1.amazonaws.com'))
    def one = new Session(FakeSource.basic(), SOME_TIME)
    def other = new Session(FakeSource.session(null), SOME_TIME)
    def lastSecond = Instant.parse('2026-11-20T23:59:59.999Z')
    def warm = new UrlSigner('us-east-1')

    expect:
    [[one, lastSecond], [one, lastSecond + Duration.ofMillis(1)], [other, lastSecond], [one, lastSecond]].every { session, now ->
      warm.sign(session, host, 'GET', 'k', now, 60) == new UrlSigner('us-east-1').sign(session, host, 'GET', 'k', now, 60)
    }
    warm.sign(one, host, 'GET', 'k', lastSecond, 60).contains('%2F20261120%2F')
    warm.sign(one, host, 'GET', 'k', lastSecond + Duration.ofMillis(1), 60).contains('%2F20261121%2F')
  }

  def "threads that share a signer get what they would get alone"() {
    given:
    def host = new S3Host(URI.create('https://b.s3.us-east-1.amazonaws.com'))
    def sessions = (1..3).collect { new Session(FakeSource.session(null, "ASIA$it"), SOME_TIME) }
    def shared = new UrlSigner('us-east-1')
    def url = { signer, int i ->
      signer.sign(sessions[i % 3], host, i % 2 ? 'GET' : 'HEAD', "key$i", SOME_TIME + Duration.ofHours(i % 50), 60)
    }
    def expected = (0..<600).collect { url(new UrlSigner('us-east-1'), it) }

    when:
    def threads = Executors.newFixedThreadPool(8)
    Callable<Integer> wrongOnes = { (0..<600).count { url(shared, it) != expected[it] } }
    def wrong = threads.invokeAll([wrongOnes] * 8)*.get().sum()
    threads.close()

    then:
    wrong == 0
  }

  def "GET and HEAD are signed differently"() {
    given:
    def session = new Session(FakeSource.basic(), SOME_TIME)
    def host = new S3Host(URI.create('https://b.s3.us-east-1.amazonaws.com'))
    def signer = new UrlSigner('us-east-1')

    expect:
    signer.sign(session, host, 'GET', 'k', SOME_TIME, 60) != signer.sign(session, host, 'HEAD', 'k', SOME_TIME, 60)
  }

  private static S3Presigner oracle(String region, provider, String endpoint, boolean pathStyle, boolean dualStack) {
    def builder = S3Presigner.builder()
        .region(Region.of(region))
        .credentialsProvider(provider)
        .dualstackEnabled(dualStack)
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(pathStyle).build())
    (endpoint ? builder.endpointOverride(URI.create(endpoint)) : builder).build()
  }

  private static String theirs(S3Presigner presigner, String method, String bucket, String key) {
    def life = Duration.ofSeconds(1200)
    def signed = method == 'GET'
        ? presigner.presignGetObject { p -> p.signatureDuration(life).getObjectRequest { it.bucket(bucket).key(key) } }
        : presigner.presignHeadObject { p -> p.signatureDuration(life).headObjectRequest { it.bucket(bucket).key(key) } }
    signed.url().toString()
  }

  private static Instant dateOf(String url) {
    def date = (url =~ /X-Amz-Date=(\w+)/)[0][1]
    LocalDateTime.parse(date, DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")).toInstant(ZoneOffset.UTC)
  }
}
