package dev.fairlead.tck

import dev.fairlead.spi.BucketObjects.Stored
import groovy.transform.CompileStatic
import java.security.MessageDigest
import java.time.Instant

/** An object with what it was stored with. */
@CompileStatic
class FakeObject {
  final byte[] content
  final Instant lastModified
  final String mediaType
  final Optional<String> cacheControl
  final Map<String, String> metadata

  FakeObject(
      byte[] content, Instant at, String mediaType, Optional<String> cacheControl, Map<String, String> metadata) {
    this.content = content.clone()
    this.lastModified = at
    this.mediaType = mediaType
    this.cacheControl = cacheControl
    this.metadata = metadata.collectEntries { [(it.key.toLowerCase(Locale.ROOT)): it.value] } as Map<String, String>
  }

  FakeObject at(Instant time) { new FakeObject(content, time, mediaType, cacheControl, metadata) }

  Stored stored() {
    def digest = MessageDigest.getInstance('MD5').digest(content)
    new Stored(content.length, '"' + HexFormat.of().formatHex(digest) + '"', lastModified, metadata)
  }

  InputStream from(long offset) {
    int first = Math.min(offset, content.length as long) as int
    new ByteArrayInputStream(content, first, content.length - first)
  }
}
