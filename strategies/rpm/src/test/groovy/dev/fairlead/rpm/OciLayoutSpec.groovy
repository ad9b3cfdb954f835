package dev.fairlead.rpm

import static dev.fairlead.tck.FakeReply.of
import static dev.fairlead.tck.FakeReply.status

import dev.fairlead.rpm.upload.UploadWork
import spock.lang.Specification
import spock.lang.Timeout

/** Container images: the mount is /v2, its source a registry. */
@Timeout(30)
class OciLayoutSpec extends Specification {
  static final HEX = '0123456789abcdef' * 4
  static final BLOB = "/fedora/fedora/blobs/sha256:$HEX" as String
  /** As it goes to the registry. */
  static final SENT = BLOB.replace(':', '%3A')

  Cache cache(Map settings = [:]) {
    new Cache([layout: 'oci', 'allowed-prefixes': ['fedora/fedora', 'ubi9']] + settings)
  }

  def "#path is kept as #key"() {
    given:
    def cache = cache()
    def target = path.replaceFirst(/\?.*/, '')
    cache.source.answers(target.replace(':', '%3A'), of(new byte[10]))

    expect:
    cache.answer(path) == "origin ${target.replace(':', '%3A')}"
    cache.offered == ["cache/oci/$key" as String]
    UploadWork.parse(cache.context.background.offered.poll()).kind() == kind

    where:
    path                                          | kind                     || key
    BLOB                                          | UploadWork.Kind.BLOB     || "blobs/sha256/$HEX"
    "$BLOB?ns=quay.io"                            | UploadWork.Kind.BLOB     || "blobs/sha256/$HEX"
    "/ubi9/nested/name/manifests/sha256:$HEX"     | UploadWork.Kind.MANIFEST || "manifests/sha256/$HEX"
    "/fedora/fedora/blobs/sha512:$HEX$HEX"        | UploadWork.Kind.BLOB     || "blobs/sha512/$HEX$HEX"
  }

  def "#path is the registry's alone"() {
    given:
    def cache = cache()

    expect:
    cache.answer(path) == "origin $path"
    cache.source.asked.empty

    where:
    path << [
        '/', '/_catalog', '/fedora/fedora/manifests/latest', '/fedora/fedora/tags/list', '/fedora/fedora/blobs/uploads/1',
        "/other/x/blobs/sha256:$HEX", "/fedora/fedoraevil/blobs/sha256:$HEX", "/x/fedora/fedora/blobs/sha256:$HEX",
        "/fedora/fedora/blobs/sha256:${HEX.toUpperCase()}", "/fedora/fedora/blobs/sha256:${HEX[1..-1]}",
    ]*.toString()
  }

  def "a blob that the registry collected as garbage comes from the bucket"() {
    given:
    def cache = cache()
    cache.bucket.keys << "cache/oci/blobs/sha256/$HEX".toString()

    expect:
    cache.answer(BLOB) == "302 bucket /cache/oci/blobs/sha256/$HEX for GET"
  }

  def "a registry that asks who the client is has it: that is between the two, and nothing is uploaded"() {
    given:
    def cache = cache()
    cache.source.answers(SENT, status(401, ['WWW-Authenticate': 'Bearer realm="https://quay.io/v2/auth"']))
    if (kept) {
      cache.bucket.keys << "cache/oci/blobs/sha256/$HEX".toString()
    }

    expect:
    2.times { assert cache.answer(BLOB) == "origin $SENT" }
    cache.offered.empty

    where:
    kept << [true, false]
  }
}
