package dev.fairlead.app.aws

import dev.fairlead.spi.Body
import dev.fairlead.spi.BucketObjects
import dev.fairlead.spi.BucketObjects.Draft
import dev.fairlead.spi.BucketObjects.Piece
import dev.fairlead.spi.BucketObjects.Piece.Fresh
import dev.fairlead.spi.BucketObjects.Piece.Stretch
import dev.fairlead.spi.ObjectKey
import java.util.concurrent.Callable

/** What holds at S3 and for the fake alike: a fake that lies would be worse than none. */
abstract class BucketObjectsContract extends StoresSpecification {
  static final int PART = SMALL.part()

  abstract BucketObjects bucket()

  abstract List<String> unfinished()

  static Draft draft(Map more = [:]) {
    new Draft('text/plain', Optional.of('max-age=60'), more.metadata ?: [:], more.onlyIfAbsent ?: false)
  }

  static boolean store(BucketObjects bucket, String key, byte[] content, Map more = [:]) {
    bucket.upload(new ObjectKey(key), draft(more)).withCloseable { upload ->
      upload.stream().write(content)
      upload.publish()
    }
  }

  static byte[] bytes(int size) {
    def content = new byte[size]
    new Random(size).nextBytes(content)
    content
  }

  static byte[] content(BucketObjects bucket, String key, long offset = 0) {
    bucket.read(new ObjectKey(key), offset).get().withCloseable { it.readAllBytes() }
  }

  def "#size bytes come back as they went, with what was said of them"() {
    given:
    def key = 'a/libstdc++-1.0~rc1^git (x) é=%41.rpm'

    expect:
    store(bucket(), key, bytes(size), [metadata: [Source: 'https://mirror.example/a?b']])
    Arrays.equals(content(bucket(), key), bytes(size))
    bucket().list('a/').toList()*.key()*.value() == [key]
    unfinished() == []

    and:
    with(bucket().describe(new ObjectKey(key)).get()) {
      lengthBytes() == size
      entityTag() ==~ /"[0-9a-f]{32}(-\d+)?"/
      metadata() == [source: 'https://mirror.example/a?b']
    }

    where:
    size << [0, 1, PART, PART + 1, 2 * PART + 7]
  }

  def "an object of #size bytes may be told more about once it is whole"() {
    given:
    def upload = bucket().upload(KEY, draft(metadata: [a: '1', b: '2'], onlyIfAbsent: true))
    upload.stream().write(bytes(size))

    expect:
    upload.publish(b: '3', sha256: 'e3b0')
    bucket().describe(KEY).get().metadata() == [a: '1', b: '3', sha256: 'e3b0']
    Arrays.equals(content(bucket(), KEY.value()), bytes(size))
    unfinished() == []

    where:
    size << [10, PART + 10]
  }

  def "a part of an object is read from an offset"() {
    given:
    store(bucket(), 'k', 'hello'.bytes)

    expect:
    new String(content(bucket(), 'k', offset)) == rest

    where:
    offset || rest
    0      || 'hello'
    2      || 'llo'
    5      || ''
    9      || ''
  }

  def "what isn't there is said to be absent, and can be deleted, but not copied"() {
    given:
    def none = new ObjectKey('none')

    expect:
    bucket().describe(none).empty
    bucket().read(none, 0).empty
    bucket().list('none').toList() == []

    when:
    bucket().delete(none)
    bucket().copy(none, new ObjectKey('other'))

    then:
    def e = thrown(IOException)
    e.message.contains('none') && e.message.contains('s3://')
  }

  def "many are deleted at once, and what isn't there counts as deleted"() {
    given:
    ['a +&<', 'b', 'c'].each { store(bucket(), it, 'x'.bytes) }

    when:
    bucket().delete(['a +&<', 'b', 'none'].collect { new ObjectKey(it) })
    bucket().delete([])

    then:
    bucket().list('').toList()*.key()*.value() == ['c']
  }

  def "an upload of #size bytes that isn't published leaves nothing"() {
    when:
    def upload = bucket().upload(KEY, draft())
    upload.stream().write(bytes(size))

    then:
    bucket().describe(KEY).empty

    when:
    2.times { upload.close() }

    then:
    bucket().describe(KEY).empty
    unfinished() == []

    when:
    upload.publish()

    then:
    thrown(IOException)

    where:
    size << [10, PART + 10]
  }

  def "an object of #size bytes replaces another one, unless it must not"() {
    given:
    store(bucket(), 'k', 'old'.bytes)

    expect:
    !store(bucket(), 'k', bytes(size), [onlyIfAbsent: true])
    new String(content(bucket(), 'k')) == 'old'
    unfinished() == []
    store(bucket(), 'k', bytes(size))
    content(bucket(), 'k').length == size

    where:
    size << [10, PART + 10]
  }

  def "of ten who store what must not be there, one does"() {
    when:
    def results = (1..10).collect { i ->
      threads.submit({ store(bucket(), 'race', "from $i".bytes, [onlyIfAbsent: true]) } as Callable<Boolean>)
    }*.get()

    then:
    results.count(true) == 1
    new String(content(bucket(), 'race')) == "from ${results.indexOf(true) + 1}"
  }

  def "a copy of #size bytes has the same bytes and metadata"() {
    given:
    store(bucket(), 'from +', bytes(size), [metadata: [a: 'b']])

    when:
    bucket().copy(new ObjectKey('from +'), new ObjectKey('to'))

    then:
    Arrays.equals(content(bucket(), 'to'), bytes(size))
    bucket().describe(new ObjectKey('to')).get().metadata() == [a: 'b']
    unfinished() == []

    when:
    bucket().delete(new ObjectKey('from +'))

    then:
    bucket().describe(new ObjectKey('from +')).empty

    where:
    size << [10, 6 * 1024 * 1024 + 1]
  }

  static final int MIB = 1 << 20

  String tag(String key) { bucket().describe(new ObjectKey(key)).get().entityTag() }

  Piece stretch(String key, long offset, long length, String tag = tag(key)) {
    new Stretch(new ObjectKey(key), tag, offset, length)
  }

  static byte[] joined(byte[]... parts) {
    new ByteArrayOutputStream().tap { out -> parts.each { out.write(it) } }.toByteArray()
  }

  static Piece fresh(byte[] content) { new Fresh(Body.of(content)) }

  def "an object is composed of stretches of another one and fresh bytes"() {
    given:
    def base = bytes(12 * MIB + 5)
    store(bucket(), 'base +', base)
    def changed = bytes(5 * MIB + 1)

    when:
    def done = bucket().compose(KEY, draft(metadata: [a: 'b']),
        [stretch('base +', 7, 5 * MIB), fresh(changed), stretch('base +', 11 * MIB, MIB + 5)])

    then:
    done
    Arrays.equals(content(bucket(), KEY.value()), joined(
        Arrays.copyOfRange(base, 7, 7 + 5 * MIB), changed, Arrays.copyOfRange(base, 11 * MIB, base.length)))
    bucket().describe(KEY).get().metadata() == [a: 'b']
    unfinished() == []
  }

  def "an object is not composed, and nothing is left, when #why"() {
    given:
    store(bucket(), 'base', bytes(6 * MIB))

    when:
    bucket().compose(KEY, draft(), pieces(this))

    then:
    def e = thrown(IOException)
    e.message.contains('s3://')
    bucket().describe(KEY).empty
    unfinished() == []

    where:
    why                                      | pieces
    'what it is made of is another one now'  | { it.with { [stretch('base', 0, 5 * MIB, '"0123456789abcdef0123456789abcdef"'), fresh(bytes(1))] } }
    'what it is made of is gone'             | { it.with { [stretch('gone', 0, 5 * MIB, '"0123456789abcdef0123456789abcdef"'), fresh(bytes(1))] } }
    'a part before the last one is too short' | { it.with { [fresh(bytes(MIB)), stretch('base', 0, 5 * MIB)] } }
  }

  def "a composition doesn't replace what it must not"() {
    given:
    store(bucket(), KEY.value(), 'old'.bytes)

    expect:
    !bucket().compose(KEY, draft(onlyIfAbsent: true), [fresh('new'.bytes)])
    new String(content(bucket(), KEY.value())) == 'old'
    unfinished() == []
    bucket().compose(KEY, draft(), [fresh('new'.bytes)])
    new String(content(bucket(), KEY.value())) == 'new'
  }
}
