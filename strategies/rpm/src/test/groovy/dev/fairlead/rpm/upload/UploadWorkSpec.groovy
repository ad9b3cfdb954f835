package dev.fairlead.rpm.upload

import dev.fairlead.rpm.upload.UploadWork.Kind
import dev.fairlead.spi.ObjectKey
import spock.lang.Specification

class UploadWorkSpec extends Specification {

  def "work survives the way through a queue"() {
    given:
    def work = new UploadWork(new ObjectKey('cache/pub/a+b~1^c.rpm'), '/pub/a%2Bb~1%5Ec.rpm', kind)

    expect:
    UploadWork.parse(work.encode()) == work

    where:
    kind << Kind.values().toList()
  }

  def "what isn't work says so: #text"() {
    when:
    UploadWork.parse(text)

    then:
    def e = thrown(IllegalArgumentException)
    e.message.contains(problem)

    where:
    text                                                        || problem
    'x'                                                         || 'not JSON'
    '""'                                                        || "'target'"
    '{"target": "/x", "kind": "rpm"}'                           || "'key'"
    '{"key": "cache/x", "target": "@evil/x", "kind": "rpm"}'    || 'slash'
    '{"key": "cache/../x", "target": "/x", "kind": "rpm"}'      || 'segment'
    '{"key": "cache/x", "target": "/x", "kind": "tarball"}'     || 'TARBALL'
  }
}
