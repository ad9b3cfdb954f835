package dev.fairlead.isobuild.s3

import dev.fairlead.spi.Body
import dev.fairlead.spi.Body.FileRange
import dev.fairlead.spi.Body.Zeros
import dev.fairlead.spi.BucketObjects.Piece
import dev.fairlead.spi.BucketObjects.Piece.Fresh
import dev.fairlead.spi.BucketObjects.Piece.Stretch
import dev.fairlead.spi.ObjectKey
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** What S3 copies of a changed file, and what it gets: with parts of 50 bytes to 400. */
class PiecesSpec extends Specification {
  static final MIN = 50
  static final MAX = 400
  static final LENGTH = 2000
  @Shared @TempDir Path folder
  @Shared Path file
  @Shared byte[] content = new byte[LENGTH]

  def setupSpec() {
    new Random(7).nextBytes(content)
    file = Files.write(folder.resolve('base.iso'), content)
  }

  Body base() { Body.of(new FileRange(file, 0, LENGTH)) }

  List<Piece> pieces(Body body) {
    new Pieces(MIN, MAX).of(body, [(file): new BaseObject(new ObjectKey('base'), '"tag"')])
  }

  static long sent(List<Piece> pieces) {
    pieces.findAll { it instanceof Fresh }*.length().sum(0L) as long
  }

  /** As S3 does it. */
  byte[] composed(List<Piece> pieces) {
    def out = new ByteArrayOutputStream()
    pieces.each {
      if (it instanceof Stretch) {
        assert it.from().value() == 'base' && it.entityTag() == '"tag"'
        out.write(content, it.offset() as int, it.length() as int)
      } else {
        out.write((it as Fresh).body().stream().readAllBytes())
      }
    }
    out.toByteArray()
  }

  void requireRules(Body body, List<Piece> pieces) {
    assert Arrays.equals(composed(pieces), body.stream().readAllBytes())
    assert pieces*.length().every { it > 0 && it <= MAX }
    assert pieces.init()*.length().every { it >= MIN }
  }

  def "#what: #bytes bytes are sent"() {
    given:
    def body = changes.inject(base()) { image, at, length -> image.overlaid(at, Body.of(new Zeros(length))) }

    expect:
    requireRules(body, pieces(body))
    sent(pieces(body)) == bytes

    where:
    what                                      | changes                        || bytes
    'nothing changes'                         | [:]                            || 0
    'a short change in the middle'            | [1000: 10]                     || MIN
    'a change at the start'                   | [0: 10]                        || MIN
    'a change near the start'                 | [20: 10]                       || MIN
    'a change at the end'                     | [1990: 10]                     || 10
    'a change near the end'                   | [1960: 10]                     || 40
    'a long change'                           | [500: 120]                     || 120
    'two changes near one another'            | [1000: 10, 1030: 10]           || MIN
    'two changes a bit apart'                 | [1000: 10, 1060: 10]           || 70
    'two changes with 80 bytes between them'  | [1000: 10, 1090: 10]           || 100
    'two changes far apart'                   | [300: 10, 1500: 10]            || 2 * MIN
    'all of it'                               | [0: 2000]                      || 2000
  }

  def "what is put behind the base is all that is sent"() {
    given:
    def body = base().then(Body.of(new Zeros(30)))

    expect:
    requireRules(body, pieces(body))
    sent(pieces(body)) == 30
  }

  def "what lies in the file in another order is still copied"() {
    given:
    def body = Body.of(new FileRange(file, 1000, 300), new FileRange(file, 0, 500), new FileRange(file, 500, 200))

    expect:
    requireRules(body, pieces(body))
    sent(pieces(body)) == 0
    pieces(body)*.offset() == [1000, 0, 350]
  }

  def "a file that isn't in the bucket is sent"() {
    given:
    def other = Files.write(folder.resolve('other'), new byte[100])
    def body = base().then(Body.of(new FileRange(other, 0, 100)))

    expect:
    requireRules(body, pieces(body))
    sent(pieces(body)) == 100
  }

  def "whatever changes, the parts are the body, none is too short, and no way to cut is cheaper by a part"() {
    expect:
    (1..500).each { seed ->
      def random = new Random(seed)
      def body = base()
      random.nextInt(7).times {
        int at = random.nextInt(LENGTH)
        int length = 1 + random.nextInt(Math.min(random.nextInt(10) == 0 ? 300 : 40, LENGTH - at))
        body = body.overlaid(at, random.nextBoolean() ? Body.of(new Zeros(length)) : Body.of(new byte[length].tap { random.nextBytes(it) }))
      }
      if (random.nextInt(4) == 0) {
        body = body.then(Body.of(new Zeros(random.nextInt(200))))
      }
      def made = pieces(body)
      requireRules(body, made)
      assert sent(made) - cheapest(body) < MIN: "seed $seed"
    }
  }

  /** The bytes that are sent at least: by trying all stretches that could be copied or not. */
  static long cheapest(Body body) {
    def runs = []
    long at = 0
    body.segments().each {
      boolean last = at + it.length() == body.length()
      if (it instanceof FileRange && (last || it.length() >= MIN)) {
        runs << [at, at + it.length(), last ? it.length() : it.length() - MIN]
      }
      at += it.length()
    }
    (0..<(1 << runs.size())).collect { choice ->
      cost(runs.withIndex().findAll { (choice >> it[1]) & 1 }*.first(), body.length())
    }.min()
  }

  static long cost(List<List<Long>> chosen, long length) {
    long cost = 0, end = 0, spare = 0
    for (run in chosen) {
      long gap = run[0] - end
      long wanted = gap == 0 ? 0 : Math.max(0, MIN - gap)
      long head = wanted - Math.min(wanted, spare)
      if (head > run[2]) {
        return Long.MAX_VALUE
      }
      cost += gap + wanted
      end = run[1]
      spare = run[2] - head
    }
    cost + length - end
  }
}
