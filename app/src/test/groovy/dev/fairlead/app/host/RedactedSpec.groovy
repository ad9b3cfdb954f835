package dev.fairlead.app.host

import dev.fairlead.spi.RequestPath
import spock.lang.Specification

class RedactedSpec extends Specification {
  def "#url is told as #told"() {
    expect:
    Redacted.url(url) == told

    where:
    url                                                || told
    'https://a/k'                                      || 'https://a/k'
    'https://a/k?x=1'                                  || 'https://a/k?x=1'
    'https://a/k?X-Amz-Signature=s&X-Amz-Expires=60'   || 'https://a/k?X-Amz-Signature=REDACTED&X-Amz-Expires=60'
    'https://a/k?a=b&X-Amz-Credential=AKIA%2F1'        || 'https://a/k?a=b&X-Amz-Credential=REDACTED'
    'https://a/k?x-amz-security-token=t'               || 'https://a/k?x-amz-security-token=REDACTED'
    'https://a/k?Signature=s&Policy=p&Key-Pair-Id=k'   || 'https://a/k?Signature=REDACTED&Policy=REDACTED&Key-Pair-Id=REDACTED'
    'https://a/k?api_key=j.w.t&image_token=u&token='   || 'https://a/k?api_key=REDACTED&image_token=REDACTED&token=REDACTED'
    'https://a/k?mytoken=1&tokens=2'                   || 'https://a/k?mytoken=1&tokens=2'
  }

  def "of a text is told: #told"() {
    expect:
    Redacted.text(text) == told

    where:
    text                                   || told
    'cache/a.rpm is not stored: 404'       || 'cache/a.rpm is not stored: 404'
    'GET https://a/k?X-Amz-Signature=s: 3' || 'GET https://a/k?X-Amz-Signature=REDACTED'
    'Authorization: AWS4-HMAC a=b'         || 'Authorization: REDACTED'
    'x-amz-security-token=t'               || 'x-amz-security-token=REDACTED'
    'with Bearer abc.def to x'             || 'with Bearer REDACTED to x'
    '/byapikey/a.b.c/4.18/x86_64/full.iso' || '/byapikey/REDACTED/4.18/x86_64/full.iso'
    'a eyJhbGciOi.eyJzdWIi.c2ln b'         || 'a REDACTED b'
  }

  def "of the path #raw is told: #told"() {
    expect:
    Redacted.path(RequestPath.parse(raw)) == told

    where:
    raw                                    || told
    '/pub/x.rpm'                           || '/pub/x.rpm'
    '/byid/1/4.18/x86_64/full.iso'         || '/byid/1/4.18/x86_64/full.iso'
    '/byapikey/a.b.c/4.18/x86_64/full.iso' || '/byapikey/REDACTED/4.18/x86_64/full.iso'
    '/images/bytoken/a/4.18/x/full.iso'    || '/images/bytoken/REDACTED/4.18/x/full.iso'
    '/x/eyJhbGciOi.eyJzdWIi.c2ln'          || '/x/REDACTED'
  }
}
