package dev.fairlead.app.aws

import static dev.fairlead.spi.Doubt.*

import dev.fairlead.spi.Deadline
import dev.fairlead.spi.Presigned
import java.time.Duration
import java.util.concurrent.locks.LockSupport
import software.amazon.awssdk.core.exception.SdkClientException

class PresignSpec extends StoresSpecification {

  Presigned presign(store, Duration life = Duration.ofMinutes(20), Deadline deadline = within(), boolean overIpv6 = false) {
    store.presign('GET', KEY, overIpv6, life, deadline)
  }

  static long seconds(Presigned presigned) {
    (((Presigned.Url) presigned).url() =~ /X-Amz-Expires=(\d+)/)[0][1] as long
  }

  def "asked for #asked with credentials that live for #left: good for #seconds s"() {
    given:
    source.answer = { FakeSource.session(left ? clock.now + Duration.parse(left) : null) }

    expect:
    seconds(presign(store([:]), Duration.parse(asked))) == seconds

    where:
    asked     | left       || seconds
    'PT20M'   | null       || 1200
    'PT20M'   | 'PT1H'     || 1200
    'PT1H'    | 'PT1H'     || 3540
    'PT1H'    | 'PT10M30S' || 570
    'PT20M'   | 'PT2M'     || 60
    'P30D'    | null       || 604_800
    'PT30.9S' | 'PT1H'     || 30
    'PT1S'    | 'PT1H'     || 1
  }

  def "credentials that leave less than the least life are renewed first"() {
    given:
    def lives = ['PT119S', 'PT1H'].iterator()
    source.answer = { FakeSource.session(clock.now + Duration.parse(lives.next())) }
    def store = store([:])

    expect: 'new ones that are no better'
    presign(store) == new Presigned.Unavailable(CREDENTIALS)

    when:
    clock.advance(CredentialCache.PAUSE)

    then:
    seconds(presign(store)) == 1200
  }

  def "a clock between two seconds never lengthens a URL's life beyond its credentials"() {
    given:
    clock.advance(Duration.ofMillis(900))
    source.answer = { FakeSource.session(clock.now + Duration.ofMinutes(10)) }

    expect:
    seconds(presign(store([:]))) in [539L, 540L]
  }

  def "who may not wait gets no URL before there are credentials, and one soon after"() {
    given:
    def store = store([:])
    source.answer = {
      LockSupport.parkNanos(100_000_000)
      FakeSource.basic()
    }

    expect:
    presign(store, Duration.ofMinutes(20), Deadline.AT_ONCE) == new Presigned.Unavailable(NOT_AT_HAND)

    when:
    LockSupport.parkNanos(300_000_000)

    then:
    presign(store, Duration.ofMinutes(20), Deadline.AT_ONCE) instanceof Presigned.Url
    source.asked.get() == 1
  }

  def "credentials that take longer than the deadline are a timeout"() {
    given:
    source.answer = {
      LockSupport.parkNanos(500_000_000)
      FakeSource.basic()
    }

    expect:
    presign(store([:]), Duration.ofMinutes(20), within(50)) == new Presigned.Unavailable(TIMEOUT)
  }

  def "no credentials: no URL, and the source is not hammered"() {
    given:
    source.answer = { throw SdkClientException.create('none') }
    def store = store([:])

    expect:
    (1..20).every { presign(store) == new Presigned.Unavailable(CREDENTIALS) }
    source.asked.get() == 1

    when:
    clock.advance(CredentialCache.PAUSE)
    source.answer = { FakeSource.basic() }

    then:
    presign(store) instanceof Presigned.Url
    meter('fairlead.presign', [bucket: 'bucket', result: 'ok']) == 1
    meter('fairlead.presign', [bucket: 'bucket', result: 'credentials']) == 20
  }

  def "what cannot be signed is a mistake of the configuration"() {
    expect:
    store([:]).presign(method, KEY, false, life, within()) == new Presigned.Unavailable(MISCONFIGURED)

    where:
    method | life
    'PUT'  | Duration.ofMinutes(1)
    'GET'  | Duration.ZERO
    'GET'  | Duration.ofMillis(999)
    'GET'  | Duration.ofSeconds(-5)
  }

  def "IPv6 clients get a dual-stack host"() {
    expect:
    presign(store([:]), Duration.ofMinutes(20), within(), overIpv6).url().startsWith("https://$host/some/key?")

    where:
    overIpv6 || host
    false    || 'bucket.s3.us-east-2.amazonaws.com'
    true     || 'bucket.s3.dualstack.us-east-2.amazonaws.com'
  }

  def "no secret shows in the text of what is handed around"() {
    given:
    source.answer = { FakeSource.session(clock.now + Duration.ofHours(1)) }
    def store = store([:])
    def url = presign(store)
    def session = new Session(source.resolve(), clock.now)

    expect:
    [url, store, session, new Credentialed.Held(session)].every { it ->
      def text = it.toString()
      !text.contains(FakeSource.SECRET) && !text.contains(FakeSource.TOKEN) && !text.contains('X-Amz-Signature')
    }
  }
}
