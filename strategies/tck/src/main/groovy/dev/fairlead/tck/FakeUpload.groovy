package dev.fairlead.tck

import dev.fairlead.spi.BucketObjects.Draft
import dev.fairlead.spi.BucketObjects.Upload
import groovy.transform.CompileStatic

/** An upload in memory, which nobody sees before it is published. */
@CompileStatic
class FakeUpload implements Upload {
  private final FakeBucketObjects bucket
  private final String key
  private final Draft draft
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream()
  private boolean open = true

  FakeUpload(FakeBucketObjects bucket, String key, Draft draft) {
    this.bucket = bucket
    this.key = key
    this.draft = draft
  }

  @Override
  OutputStream stream() {
    new OutputStream() {
      @Override
      void write(int b) { write([b] as byte[], 0, 1) }

      @Override
      void write(byte[] from, int offset, int length) {
        requireOpen()
        bytes.write(from, offset, length)
      }
    }
  }

  @Override
  boolean publish(Map<String, String> more) {
    requireOpen()
    def whole = new Draft(draft.mediaType(), draft.cacheControl(), draft.metadata() + more, draft.onlyIfAbsent())
    boolean done = bucket.publish(key, bytes.toByteArray(), whole)
    end()
    done
  }

  @Override
  void close() {
    if (open) {
      bucket.begin('abort', key)
      end()
    }
  }

  private void end() {
    open = false
    bucket.unfinished.decrementAndGet()
  }

  private void requireOpen() {
    if (!open) {
      throw new IOException("$key is published or closed")
    }
  }
}
