package dev.fairlead.spi

import spock.lang.Specification

class ObjectKeySpec extends Specification {

  def "#key may name an object"() {
    expect:
    new ObjectKey(key).toString() == key
    ObjectKey.of(key) == Optional.of(new ObjectKey(key))

    where:
    key << ['a', 'a/b', 'libstdc++-1.0~rc1^git.rpm', 'é/😀', 'a b', '.a', 'a.', '..a/b..', 'a' * 1024, 'é' * 512]
  }

  def "#key may not"() {
    when:
    new ObjectKey(key)

    then:
    thrown(IllegalArgumentException)
    ObjectKey.of(key).empty

    where:
    key << ['', '/', '/a', 'a/', 'a//b', '.', '..', './a', 'a/./b', 'a/..', '../a', 'a\u0000b', 'a\nb', 'a\u007fb',
            'a\\b', 'a' * 1025, 'é' * 513]
  }
}
