package dev.fairlead.testbed

import spock.lang.Specification

class BlobSpec extends Specification {

  def "a blob knows its names in a registry"() {
    given:
    def blob = Blob.of('hello')
    def hex = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'

    expect:
    blob.digest() == "sha256:$hex"
    blob.key() == "docker/registry/v2/blobs/sha256/2c/$hex/data"
    blob.size() == 5
    blob.bytes() == 'hello'.bytes
  }
}
