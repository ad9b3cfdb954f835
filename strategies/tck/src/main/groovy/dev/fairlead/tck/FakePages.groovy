package dev.fairlead.tck

import dev.fairlead.spi.BucketObjects.Listed
import dev.fairlead.spi.ObjectKey
import groovy.transform.CompileStatic

/** Walks through a bucket a page at a time: what changes behind the page is seen. */
@CompileStatic
class FakePages implements Iterator<Listed> {
  private final FakeBucketObjects bucket
  private final String prefix
  private Iterator<Listed> page = Collections.emptyIterator()
  private String last = ''
  private boolean more = true

  FakePages(FakeBucketObjects bucket, String prefix) {
    this.bucket = bucket
    this.prefix = prefix
  }

  @Override
  boolean hasNext() {
    while (more && !page.hasNext()) {
      fetch()
    }
    page.hasNext()
  }

  @Override
  Listed next() { hasNext() ? page.next() : { throw new NoSuchElementException() }() as Listed }

  private void fetch() {
    try {
      bucket.begin('list', prefix)
    } catch (IOException e) {
      throw new UncheckedIOException(e)
    }
    def found = bucket.objects.tailMap(last, false).findAll { it.key.startsWith(prefix) }.entrySet().take(bucket.pageSize)
    more = found.size() == bucket.pageSize
    last = more ? found.last().key : last
    page = found.collect { new Listed(new ObjectKey(it.key), it.value.content.length, it.value.lastModified) }.iterator()
  }
}
