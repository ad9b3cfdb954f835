package dev.fairlead.registry

/** Digests and paths of blobs that begin with a wanted digit. */
class Blobs {
  static String hex(String first) {
    first + '0123456789abcdef' * 3 + '0123456789abcde'
  }

  static String path(String first) {
    "/docker/registry/v2/blobs/sha256/${hex(first)[0..1]}/${hex(first)}/data"
  }
}
