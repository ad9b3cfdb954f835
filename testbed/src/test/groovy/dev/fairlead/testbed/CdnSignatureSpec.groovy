package dev.fairlead.testbed

import static dev.fairlead.testbed.Clients.get

import java.time.Instant
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** A CDN that answers to signed URLs alone. */
class CdnSignatureSpec extends Specification {
  @Shared @AutoCleanup Testbed testbed = Testbed.start()
  @Shared CdnKey key = CdnKey.generate('K1')
  @Shared UpstreamStandIn cdn = testbed.upstream().requireSignatures(key)

  def setupSpec() {
    cdn.serve('/a', 'hello'.bytes)
  }

  int status(String url) {
    get(URI.create(url)).statusCode()
  }

  String signed(String target, CdnKey by = key, Instant end = Instant.now().plusSeconds(60)) {
    by.sign("${cdn.endpoint()}$target", end)
  }

  def "a signed URL is answered, also with a query of its own"() {
    expect:
    status(signed('/a')) == 200
    status(signed('/a?b=c&d')) == 200
  }

  def "#what is answered 403"() {
    expect:
    status(change(signed('/a'))) == 403

    where:
    what                  | change
    'no signature'        | { it.replaceFirst('[?].*', '') }
    'a cut one'           | { it.replaceFirst('Signature=....', 'Signature=') }
    'another path'        | { it.replace('/a?', '/b?') }
    'a query more'        | { it + '&c=d' }
    'another end'         | { it.replaceFirst('Expires=.', 'Expires=9') }
    'a parameter twice'   | { it + '&Key-Pair-Id=K1' }
    'another hash'        | { it + '&Hash-Algorithm=SHA256' }
    'a hash of no CDN'    | { it + '&Hash-Algorithm=NONE' }
  }

  def "what has ended or another key signed is answered 403"() {
    expect:
    status(signed('/a', key, Instant.now().minusSeconds(1))) == 403
    status(signed('/a', CdnKey.generate('K1'))) == 403
    status(signed('/a', CdnKey.generate('K2'))) == 403
  }
}
