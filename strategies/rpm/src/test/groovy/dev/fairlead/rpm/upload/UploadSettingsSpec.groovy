package dev.fairlead.rpm.upload

import static dev.fairlead.rpm.file.SampleRpms.ODD
import static dev.fairlead.rpm.file.SampleRpms.SIGNED
import static dev.fairlead.rpm.upload.Mirror.key
import static dev.fairlead.rpm.upload.Mirror.target
import static dev.fairlead.rpm.upload.UploaderSpec.damaged
import static dev.fairlead.rpm.upload.UploaderSpec.rpm

import dev.fairlead.rpm.file.SampleRpms
import dev.fairlead.rpm.upload.UploadWork.Kind
import dev.fairlead.spi.ObjectKey
import dev.fairlead.tck.FakeReply
import spock.lang.Specification

/** What an operator may ask of an upload. */
class UploadSettingsSpec extends Specification {
  Mirror mirror = new Mirror()

  def cleanup() {
    assert mirror.bucket().unfinished.get() == 0
  }

  def "with verify: #verify a #what is #result"() {
    given:
    mirror = new Mirror(verify: verify)
    mirror.upstream.answers(target(ODD), reply)

    expect:
    (mirror.refusal(ODD) == 'stored') == (result == 'stored')

    where:
    verify    | what              | reply                                  || result
    'strict'  | 'swapped package' | FakeReply.of(SampleRpms.bytes(SIGNED)) || 'refused'
    'content' | 'swapped package' | FakeReply.of(SampleRpms.bytes(SIGNED)) || 'stored'
    'content' | 'damaged package' | FakeReply.of(damaged())                || 'refused'
    'length'  | 'damaged package' | FakeReply.of(damaged())                || 'stored'
    'length'  | 'broken answer'   | rpm().cutAfter(10)                     || 'refused'
  }

  def "with a key ring, #name is #result"() {
    given:
    mirror = new Mirror('key-ring': '/keys', ['/keys': SampleRpms.keys('sample.asc')])
    mirror.has(name)

    expect:
    mirror.refusal(name) == result

    where:
    name   || result
    SIGNED || 'stored'
    ODD    || 'no key of the key ring has signed it'
  }

  def "other files are taken as they come"() {
    given:
    mirror.has('list.txt', 'hello'.bytes)

    expect:
    mirror.refusal('list.txt') == 'stored'
  }

  def "a blob must have the digest that its key names: #text"() {
    given:
    def digest = Mirror.sha256('hello'.bytes)
    def work = new UploadWork(new ObjectKey("oci/blobs/$prefix$digest".toString()), '/v2/f/blobs/x', kind)
    mirror.upstream.answers('/v2/f/blobs/x', text.bytes)

    when:
    try {
      mirror.perform(work)
    } catch (UploadException e) {
      assert e.message.contains(problem)
    }

    then:
    mirror.bucket().objects.size() == stored

    where:
    prefix    | text    | kind          || stored | problem
    'sha256:' | 'hello' | Kind.BLOB     || 1      | ''
    'sha256/' | 'hello' | Kind.MANIFEST || 1      | ''
    'sha256:' | 'hallo' | Kind.BLOB     || 0      | 'its sha256 is'
    'sha512:' | 'hello' | Kind.BLOB     || 0      | 'no sha256 digest'
  }

  def "wrong settings say what would be right: #settings"() {
    when:
    new Mirror(settings)

    then:
    def e = thrown(dev.fairlead.spi.ConfigurationException)
    e.message.contains(problem)

    where:
    settings                                  || problem
    [verify: 'all']                           || "unknown 'all'"
    ['max-size': '6GiB']                      || 'not within'
    ['bytes-in-flight': '1MiB']               || 'not within'
    ['key-ring': '/none']                     || 'there is no such file'
    ['key-ring': '/none', verify: 'length']   || 'key-ring'
  }
}
