package dev.fairlead.app.aws

import dev.fairlead.spi.BucketObjects
import dev.fairlead.tck.FakeBucketObjects

class FakeBucketObjectsSpec extends BucketObjectsContract {
  final FakeBucketObjects bucket = new FakeBucketObjects('bucket', clock)

  @Override
  BucketObjects bucket() { bucket }

  @Override
  List<String> unfinished() { Collections.nCopies(bucket.unfinished.get(), 'an upload') }

  def "a list is read in pages, of which one may fail"() {
    given:
    bucket.pageSize = 10
    (1..25).each { bucket.put("k$it", new byte[it]) }

    expect:
    bucket.list('k').limit(5).count() == 5
    bucket.calls == ['list k']

    when:
    bucket.before = { operation, key -> if (bucket.calls.size() == 3) throw new IOException("no page for $key") }
    bucket.list('k').toList()

    then:
    thrown(UncheckedIOException)
  }
}
