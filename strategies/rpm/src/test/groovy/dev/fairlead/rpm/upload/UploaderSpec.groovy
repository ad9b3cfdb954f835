package dev.fairlead.rpm.upload

import static dev.fairlead.rpm.file.SampleRpms.ODD
import static dev.fairlead.rpm.file.SampleRpms.SIGNED
import static dev.fairlead.rpm.upload.Mirror.key
import static dev.fairlead.rpm.upload.Mirror.target

import dev.fairlead.rpm.file.SampleRpms
import dev.fairlead.spi.Doubt
import dev.fairlead.tck.FakeReply
import java.time.Duration
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import spock.lang.Specification

class UploaderSpec extends Specification {
  Mirror mirror = new Mirror()

  def cleanup() {
    assert mirror.bucket().unfinished.get() == 0
  }

  def "a package is stored with what is known of it"() {
    given:
    def rpm = SampleRpms.bytes(ODD)
    mirror.has(ODD, rpm, [ETag: '"a1"', 'Last-Modified': 'Sat, 21 Nov 2026 09:00:00 GMT'])

    when:
    mirror.perform(ODD)

    then:
    with(mirror.bucket().objects[key(ODD)]) {
      content == rpm
      mediaType == 'application/x-rpm'
      metadata == [sha256: Mirror.sha256(rpm), origin: 'https://cdn.example' + target(ODD), 'origin-etag': '"a1"',
        'origin-last-modified': 'Sat, 21 Nov 2026 09:00:00 GMT', fetched: mirror.context.clock().instant().toString()]
    }
    mirror.upstream.asked*.method == ['GET']
    mirror.count(Outcome.STORED) == 1
  }

  def "what is there is looked at again, and fetched again when the source says #what"() {
    given:
    mirror.has(ODD, SampleRpms.bytes(ODD), [ETag: '"a1"', 'Last-Modified': 'then'])
    mirror.perform(ODD)
    mirror.has(ODD, SampleRpms.bytes(ODD), fields)

    when:
    mirror.perform(ODD)

    then:
    mirror.count(Outcome.PRESENT) == present
    mirror.count(Outcome.RENEWED) == 1 - present
    mirror.upstream.asked*.method == ['GET', 'HEAD'] + (present ? [] : ['GET'])

    where:
    what                 | fields                                  || present
    'the same'           | [ETag: '"a1"', 'Last-Modified': 'then'] || 1
    'only the length'    | [:]                                     || 1
    'another ETag'       | [ETag: '"a2"']                          || 0
    'another time'       | ['Last-Modified': 'now']                || 0
  }

  def "what somebody else has stored is known by its length: #length more bytes"() {
    given:
    mirror.has(ODD, SampleRpms.bytes(ODD), [ETag: '"a1"'])
    mirror.bucket().put(key(ODD), new byte[SampleRpms.bytes(ODD).length + length])

    when:
    mirror.perform(ODD)

    then:
    mirror.count(outcome) == 1

    where:
    length || outcome
    0      || Outcome.PRESENT
    1      || Outcome.RENEWED
  }

  def "an object of ours without its digest is stored again"() {
    given: 'a process that ended between the end of the upload and the copy that adds the digest'
    mirror.has(ODD)
    mirror.bucket().put(key(ODD), SampleRpms.bytes(ODD), mirror.context.clock().instant(), [origin: 'x'])

    when:
    mirror.perform(ODD)

    then:
    mirror.bucket().objects[key(ODD)].metadata.sha256
    mirror.count(Outcome.RENEWED) == 1
  }

  def "another process that was first has its object"() {
    given:
    mirror.has(ODD)
    mirror.bucket().before = { operation, key ->
      operation == 'publish' && mirror.bucket().put(key, 'theirs'.bytes)
    }

    when:
    mirror.perform(ODD)

    then:
    new String(mirror.bucket().objects[key(ODD)].content) == 'theirs'
    mirror.count(Outcome.OUTRUN) == 1
  }

  def "nothing is stored of #what"() {
    given:
    mirror.upstream.answers(target(ODD), reply)

    expect:
    mirror.refusal(ODD).contains(reason)
    mirror.bucket().objects.isEmpty()
    mirror.count(outcome) == 1

    where:
    what                    | reply                                                                                || outcome         | reason
    'a page'                | page('text/html; charset=utf-8')                                                     || Outcome.REFUSED | 'sends a page (text/html)'
    'a page in disguise'    | page('application/x-rpm')                                                            || Outcome.REFUSED | 'does not begin like an RPM'
    'another package'       | FakeReply.of(SampleRpms.bytes(SIGNED))                                               || Outcome.REFUSED | "the package in it is $SIGNED"
    'a damaged package'     | FakeReply.of(damaged())                                                              || Outcome.REFUSED | 'is not what it says'
    'a shorter file'        | rpm().with('Content-Length': '9000')                                                 || Outcome.REFUSED | 'it has 6317 bytes, not 9000'
    'a longer file'         | rpm().with('Content-Length': '100')                                                  || Outcome.REFUSED | 'more than the 100 bytes'
    'a file of no length'   | rpm().with('Content-Length': '?')                                                    || Outcome.REFUSED | "doesn't say how long"
    'an empty file'         | FakeReply.of(new byte[0])                                                            || Outcome.REFUSED | 'it has 0 bytes'
    'a compressed answer'   | rpm().with('Content-Encoding': 'gzip')                                               || Outcome.REFUSED | 'sends it compressed'
    'a broken connection'   | rpm().cutAfter(6000)                                                                 || Outcome.FAILED  | 'the connection broke off'
    'an error'              | FakeReply.status(404)                                                                || Outcome.FAILED  | 'the source answers 404'
    'a part'                | FakeReply.status(206)                                                                || Outcome.FAILED  | 'the source answers 206'
    'silence'               | FakeReply.failing(Doubt.TIMEOUT)                                                     || Outcome.FAILED  | 'no answer (timeout)'
  }

  static FakeReply rpm() { FakeReply.of(SampleRpms.bytes(ODD)) }

  static FakeReply page(String type) { FakeReply.of('<html>Sign in</html>'.bytes, ['Content-Type': type]) }

  static byte[] damaged() {
    def rpm = SampleRpms.bytes(ODD)
    rpm[rpm.length - 20] ^= 1
    rpm
  }

  def "what changes between HEAD and GET is judged by what comes"() {
    given:
    mirror.bucket().put(key(ODD), 'old'.bytes)
    def asked = 0
    mirror.upstream.answers(target(ODD)) { asked++ == 0 ? rpm() : FakeReply.of(damaged(), [ETag: '"b"']) }

    expect:
    mirror.refusal(ODD).contains('is not what it says')
    new String(mirror.bucket().objects[key(ODD)].content) == 'old'
  }

  def "what failed is left alone for a time"() {
    when:
    mirror.perform(ODD)

    then:
    thrown(UploadException)

    when:
    mirror.has(ODD)
    mirror.perform(ODD)

    then:
    mirror.count(Outcome.COOLING) == 1
    mirror.bucket().objects.isEmpty()

    when:
    mirror.context.clock().now += Duration.ofMinutes(10)
    mirror.perform(ODD)

    then:
    mirror.count(Outcome.STORED) == 1
  }

  def "fifty at once are one upload"() {
    given:
    def (begun, others) = [new CountDownLatch(1), new CountDownLatch(49)]
    mirror.upstream.answers(target(ODD)) {
      begun.countDown()
      others.await(10, TimeUnit.SECONDS)
      rpm()
    }

    when:
    def first = Thread.startVirtualThread { mirror.perform(ODD) }
    begun.await(10, TimeUnit.SECONDS)
    49.times {
      mirror.perform(ODD)
      others.countDown()
    }
    first.join(10_000)

    then:
    mirror.upstream.asked.size() == 1
    mirror.count(Outcome.STORED) == 1
    mirror.count(Outcome.RUNNING) == 49
  }

  def "a bucket that fails fails the upload, at #step"() {
    given:
    mirror.has(ODD)
    mirror.bucket().before = { operation, key ->
      if (operation == step) {
        throw new IOException('S3 answers 503')
      }
    }

    expect:
    mirror.refusal(ODD) == 'S3 answers 503'
    mirror.bucket().objects.isEmpty()

    where:
    step << ['describe', 'upload', 'publish']
  }

  def "a file that is too large is refused before its first byte"() {
    given:
    mirror = new Mirror('max-size': '1KiB')
    mirror.has(ODD)

    expect:
    mirror.refusal(ODD).contains('max-size is 1024')
    mirror.bucket().calls == ["describe ${key(ODD)}".toString()]
  }

  def "a file that takes too long is given up"() {
    given:
    mirror = new Mirror('time-limit': '1s')
    mirror.has(ODD)
    mirror.bucket().before = { operation, key ->
      if (operation == 'upload') {
        Thread.sleep(1100)
      }
    }

    expect:
    mirror.refusal(ODD) == 'it did not come within the time limit'
  }

  def "an interrupted upload leaves nothing, and the thread stays interrupted"() {
    given:
    mirror.has(ODD)
    mirror.bucket().before = { operation, key ->
      if (operation == 'publish') {
        Thread.currentThread().interrupt()
        throw new InterruptedIOException('interrupted')
      }
      assert operation != 'abort' || !Thread.currentThread().interrupted
    }

    expect:
    mirror.refusal(ODD) == 'interrupted'
    Thread.interrupted()
    mirror.bucket().calls.last() == "abort ${key(ODD)}".toString()
  }
}
