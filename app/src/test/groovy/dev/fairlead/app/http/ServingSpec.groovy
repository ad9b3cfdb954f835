package dev.fairlead.app.http

import dev.fairlead.app.Doors
import dev.fairlead.app.StrategyOfASpec
import dev.fairlead.spi.Body
import dev.fairlead.spi.Body.Bytes
import dev.fairlead.spi.Body.FileRange
import dev.fairlead.spi.Body.Zeros
import dev.fairlead.spi.Content
import dev.fairlead.spi.RouteDecision.Serve
import dev.fairlead.spi.Trace
import java.nio.ByteBuffer
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** Content made of a large file, bytes and zeros, end to end through the doors. */
class ServingSpec extends Specification {
  static final long LENGTH = 3_500_000 + 200_000 + 300_000 + 500_000
  @Shared @TempDir Path folder
  @Shared byte[] whole = new byte[LENGTH as int]
  @Shared StrategyOfASpec strategy = new StrategyOfASpec(decides: { serve() })
  @Shared @AutoCleanup Doors doors

  def setupSpec() {
    def random = new Random(7)
    def file = new byte[4_000_000]
    def bytes = new byte[200_000]
    random.nextBytes(file)
    random.nextBytes(bytes)
    def path = Files.write(folder.resolve('base.iso'), file)
    body = Body.of(new FileRange(path, 0, 3_500_000), new Bytes(ByteBuffer.wrap(bytes)), new Zeros(300_000), new FileRange(path, 3_500_000, 500_000))
    System.arraycopy(file, 0, whole, 0, 3_500_000)
    System.arraycopy(bytes, 0, whole, 3_500_000, 200_000)
    System.arraycopy(file, 3_500_000, whole, 4_000_000, 500_000)
    doors = strategy.installedIn { new Doors(StrategyOfASpec.yaml()) }
  }

  @Shared Body body

  Serve serve() {
    new Serve(new Content('application/octet-stream', body, '"t"', Optional.of(Instant.ofEpochSecond(1_700_000_000)),
        ['Content-Disposition': 'attachment; filename=x.iso']), Trace.of('spec'))
  }

  def "the whole of it comes over HTTP, decided at once: #atOnce"() {
    given:
    strategy.atOnce = atOnce

    when:
    def answer = doors['HTTP'].exchange('GET', '/x.iso', [:])

    then:
    answer.status == 200
    answer.field('content-length') == "$LENGTH"
    answer.field('content-disposition') == 'attachment; filename=x.iso'
    answer.field('last-modified') == 'Tue, 14 Nov 2023 22:13:20 GMT'
    answer.body == whole

    where:
    atOnce << [false, true]
  }

  def "any range of it, #first to #last, is that slice, through #door"() {
    when:
    def answer = doors[door].exchange('GET', '/x.iso', [Range: "bytes=$first-$last"])

    then:
    answer.status == 206
    answer.field('content-range') == "bytes $first-$last/$LENGTH"
    answer.body == Arrays.copyOfRange(whole, first, last + 1)

    where:
    [first, last] << ([[3_499_999, 3_500_000], [3_699_990, 3_700_010], [0, 0], [3_999_000, 4_001_000]] + (1..20).collect {
      def random = new Random(it)
      int first = random.nextInt(LENGTH as int)
      [first, Math.min(LENGTH as int, first + 1 + random.nextInt(it % 2 ? 4096 : 700_000)) - 1]
    })
    combined:
    door << ['HTTP', 'function URL', 'ALB']
  }

  def "several ranges of it come in parts, through #door"() {
    when:
    def answer = doors[door].exchange('GET', '/x.iso', [Range: 'bytes=3499990-3500009,-5,0-9'])
    def text = new String(answer.body, 'ISO-8859-1')

    then:
    answer.status == 206
    answer.field('content-type').startsWith('multipart/byteranges; boundary=')
    [[3_499_990, 3_500_010], [LENGTH - 5, LENGTH], [0, 10]].every { from, to ->
      text.contains("bytes $from-${to - 1}/$LENGTH\r\n\r\n" + new String(Arrays.copyOfRange(whole, from as int, to as int), 'ISO-8859-1') + '\r\n--')
    }

    where:
    door << ['HTTP', 'function URL', 'ALB']
  }

  def "#fields is #status, through #door"() {
    when:
    def answer = doors[door].exchange('GET', '/x.iso', fields)

    then:
    answer.status == status
    answer.all('content-range') == (status == 416 ? ["bytes */$LENGTH"] : [])
    status != 304 || answer.fields*.get(0)*.toLowerCase().intersect(['content-type', 'content-length', 'last-modified']) == []

    where:
    fields                                                    || status
    [Range: 'bytes=4500000-']                                 || 416
    [Range: 'bytes=x']                                        || 416
    ['If-None-Match': '"t"']                                  || 304
    ['If-Modified-Since': 'Tue, 14 Nov 2023 22:13:20 GMT']    || 304
    ['If-Match': '"u"']                                       || 412
    ['If-Unmodified-Since': 'Tue, 14 Nov 2023 22:13:19 GMT']  || 412
    combined:
    door << ['HTTP', 'function URL', 'ALB']
  }

  def "HEAD is answered like GET, without opening anything, through #door"() {
    when:
    def answer = doors[door].exchange('HEAD', '/x.iso', [:])

    then:
    [answer.status, answer.field('content-length'), answer.field('etag'), answer.body.length] == [200, "$LENGTH", '"t"', 0]

    where:
    door << ['HTTP', 'ALB']
  }

  def "what is too large for an event isn't read: 501 through #door"() {
    expect:
    doors[door].exchange('GET', '/x.iso', [:]).status == 501

    where:
    door << ['function URL', 'ALB'] - (LENGTH * 4 / 3 < (6 << 20) ? ['function URL'] : [])
  }

  def "a connection carries one download after the other, in the order of their requests"() {
    given:
    strategy.atOnce = atOnce

    expect:
    doors.http.connect().withCloseable { connection ->
      connection.request('GET', '/a').request('GET', '/b', [Range: 'bytes=10-19']).request('HEAD', '/c').request('GET', '/d')
      connection.read().body == whole && connection.read().body == Arrays.copyOfRange(whole, 10, 20) &&
          connection.read('HEAD').status == 200 && connection.read().body == whole
    }

    where:
    atOnce << [false, true]
  }

  def "the strategy is told what was sent: #method #fields through #door"() {
    given:
    strategy.seen.clear()

    when:
    doors[door].exchange(method, '/x.iso', fields)

    then:
    new spock.util.concurrent.PollingConditions(timeout: 5).eventually { assert strategy.seen == [[status, bytes]] }

    where:
    door           | method | fields                    || status | bytes
    'HTTP'         | 'GET'  | [:]                       || 200    | LENGTH
    'HTTP'         | 'GET'  | [Range: 'bytes=0-99']     || 206    | 100
    'HTTP'         | 'HEAD' | [:]                       || 200    | 0
    'HTTP'         | 'GET'  | ['If-None-Match': '"t"']  || 304    | 0
    'ALB'          | 'GET'  | [Range: 'bytes=0-99']     || 206    | 100
    'ALB'          | 'HEAD' | [:]                       || 200    | 0
    'ALB'          | 'GET'  | ['If-None-Match': '"t"']  || 304    | 0
  }
}
