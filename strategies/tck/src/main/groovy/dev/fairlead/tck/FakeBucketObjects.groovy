package dev.fairlead.tck

import dev.fairlead.spi.BucketObjects
import dev.fairlead.spi.ObjectKey
import groovy.transform.CompileStatic
import java.nio.charset.StandardCharsets
import java.time.Instant
import java.time.InstantSource
import java.util.concurrent.ConcurrentSkipListMap
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.atomic.AtomicInteger
import java.util.stream.Stream
import java.util.stream.StreamSupport

/** A bucket's objects in memory, under the rules of S3. */
@CompileStatic
class FakeBucketObjects implements BucketObjects {
  /** As S3 orders keys: by their UTF-8 bytes, which is not how Java orders texts. */
  private static final Comparator<String> BY_BYTES = { String a, String b ->
    Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8))
  } as Comparator<String>

  final ConcurrentSkipListMap<String, FakeObject> objects = new ConcurrentSkipListMap<>(BY_BYTES)
  /** What was done, in its order, such as {@code publish a/b}; a page of a list names its prefix. */
  final List<String> calls = new CopyOnWriteArrayList<>()
  /** Uploads that were begun and neither published nor closed. */
  final AtomicInteger unfinished = new AtomicInteger()
  /** Called with an operation's name and key before it takes place: throws what shall go wrong. */
  volatile Closure<?> before = { String operation, String key -> }
  volatile int pageSize = 1000
  private final String bucket
  private final InstantSource clock

  FakeBucketObjects(String bucket, InstantSource clock) {
    this.bucket = bucket
    this.clock = clock
  }

  /** As if it had been stored before, perhaps long ago. */
  void put(String key, byte[] content, Instant at = clock.instant(), Map<String, String> metadata = [:]) {
    objects[key] = new FakeObject(content, at, 'application/octet-stream', Optional.<String> empty(), metadata)
  }

  @Override
  Stream<Listed> list(String prefix) {
    def pages = new FakePages(this, prefix)
    StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED), false)
  }

  @Override
  Optional<Stored> describe(ObjectKey key) {
    begin('describe', key.value())
    Optional.ofNullable(objects[key.value()]).map { it.stored() }
  }

  @Override
  Optional<InputStream> read(ObjectKey key, long offset) {
    begin('read', key.value())
    Optional.ofNullable(objects[key.value()]).map { it.from(offset) }
  }

  @Override
  Upload upload(ObjectKey key, Draft draft) {
    begin('upload', key.value())
    unfinished.incrementAndGet()
    new FakeUpload(this, key.value(), draft)
  }

  @Override
  void copy(ObjectKey from, ObjectKey to) {
    begin('copy', to.value())
    def source = objects[from.value()]
    if (source == null) {
      throw new IOException("s3://$bucket/$from is not there to be copied")
    }
    objects[to.value()] = source.at(clock.instant())
  }

  @Override
  boolean compose(ObjectKey key, Draft draft, List<Piece> pieces) {
    begin('compose', key.value())
    def bytes = new ByteArrayOutputStream()
    pieces.eachWithIndex { Piece piece, int i ->
      if (pieces.size() > 10_000 || piece.length() > 5L << 30 || piece.length() < 5 << 20 && i < pieces.size() - 1) {
        throw new IOException("s3://$bucket/$key: EntityTooSmall, or too large, or too many parts")
      }
      bytes.write(piece instanceof Piece.Fresh ? piece.body().stream().readAllBytes() : bytesOf(piece as Piece.Stretch))
    }
    publish(key.value(), bytes.toByteArray(), draft)
  }

  private byte[] bytesOf(Piece.Stretch stretch) {
    def source = objects[stretch.from().value()]
    if (source == null || source.stored().entityTag() != stretch.entityTag()) {
      throw new IOException("s3://$bucket/${stretch.from()} is not there to be copied, or another one")
    }
    source.from(stretch.offset()).readNBytes(stretch.length() as int)
  }

  @Override
  void delete(ObjectKey key) {
    begin('delete', key.value())
    objects.remove(key.value())
  }

  @Override
  void delete(List<ObjectKey> keys) {
    keys.each { ObjectKey key -> delete(key) }
  }

  /** Makes an upload readable, at once and whole. */
  boolean publish(String key, byte[] content, Draft draft) {
    begin('publish', key)
    def made = new FakeObject(
        content, clock.instant(), draft.mediaType(), draft.cacheControl(), draft.metadata())
    if (draft.onlyIfAbsent()) {
      return objects.putIfAbsent(key, made) == null
    }
    objects[key] = made
    true
  }

  void begin(String operation, String key) {
    before.call(operation, key)
    calls << "$operation $key".toString()
  }
}
