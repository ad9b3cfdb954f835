package dev.fairlead.spi

import spock.lang.Specification

class RequestPathSpec extends Specification {

  def "#raw is decoded once to #decoded, and keeps its raw form"() {
    when:
    def path = RequestPath.parse(raw)

    then:
    path.decoded() == decoded
    path.raw() == raw
    path.toString() == raw

    where:
    raw                       || decoded
    '/'                       || '/'
    '/a/b'                    || '/a/b'
    '/a/'                     || '/a/'
    '/a//b'                   || '/a//b'
    '/libstdc++-14.rpm'       || '/libstdc++-14.rpm'
    '/libstdc%2B%2b-14.rpm'   || '/libstdc++-14.rpm'
    '/a%20b'                  || '/a b'
    '/1.0~rc1^git'            || '/1.0~rc1^git'
    '/%C3%A9'                 || '/é'
    '/%F0%9F%98%80'           || '/😀'
    '/%2525'                  || '/%25'
    '/...'                    || '/...'
    '/.well-known/a..b/..c/d.' || '/.well-known/a..b/..c/d.'
    '/sha256%3Aabc'           || '/sha256:abc'
  }

  def "#raw is refused: #problem"() {
    when:
    RequestPath.parse(raw)

    then:
    def refused = thrown(MalformedPathException)
    refused.message.contains(problem)

    where:
    raw                      || problem
    ''                       || 'does not begin with a slash'
    'a'                      || 'does not begin with a slash'
    '@evil.example/'         || 'does not begin with a slash'
    '*'                      || 'does not begin with a slash'
    '/..'                    || "'.' or '..' segment"
    '/../a'                  || "'.' or '..' segment"
    '/a/../b'                || "'.' or '..' segment"
    '/a/./b'                 || "'.' or '..' segment"
    '/a/.'                   || "'.' or '..' segment"
    '/a/%2e%2E/b'            || "'.' or '..' segment"
    '/a/.%2e'                || "'.' or '..' segment"
    '/a%2Fb'                 || 'encoded slash'
    '/a%2fb'                 || 'encoded slash'
    '/a%5Cb'                 || 'backslash'
    '/a\\b'                  || "bare '\\'"
    '/a%00b'                 || 'control character'
    '/a%0d%0aSet-Cookie:x'   || 'control character'
    '/a%7F'                  || 'control character'
    '/a\u0000b'              || 'must be percent-encoded'
    '/a b'                   || 'must be percent-encoded'
    '/é'                     || 'must be percent-encoded'
    '/a?b'                   || "bare '?'"
    '/a#b'                   || "bare '#'"
    '/%'                     || 'two hex digits'
    '/%4'                    || 'two hex digits'
    '/%zz'                   || 'two hex digits'
    '/%C3'                   || 'not UTF-8'
    '/%C0%AF'                || 'not UTF-8'
    '/%ED%A0%80'             || 'not UTF-8'
    '/' + 'a' * 8192         || 'longer than 8192'
  }

  def "below #prefix #raw is #below"() {
    expect:
    RequestPath.parse(raw).below(prefix).map { it.raw() } == Optional.ofNullable(below)

    where:
    raw               | prefix     || below
    '/a/b'            | '/'        || '/a/b'
    '/build01/a%20b'  | '/build01' || '/a%20b'
    '/build01/'       | '/build01' || '/'
    '/build01'        | '/build01' || '/'
    '/build01//x'     | '/build01' || '//x'
    '/build011/a'     | '/build01' || null
    '/x/build01/a'    | '/build01' || null
    '/'               | '/build01' || null
    '/%62uild01/a'    | '/build01' || null
  }

  def "the decoded form loses the prefix too"() {
    expect:
    RequestPath.parse('/p/a%20b').below('/p').get().decoded() == '/a b'
  }

  def "paths are the same when their raw forms are"() {
    expect:
    RequestPath.parse('/a') == RequestPath.parse('/a')
    RequestPath.parse('/a').hashCode() == RequestPath.parse('/a').hashCode()
    RequestPath.parse('/a') != RequestPath.parse('/%61')
  }

  def "#decoded is sent on as #raw"() {
    expect:
    RequestPath.encode(decoded).raw() == raw
    RequestPath.encode(decoded).decoded() == decoded

    where:
    decoded              || raw
    '/'                  || '/'
    '/a/b'               || '/a/b'
    '/libstdc++-14.rpm'  || '/libstdc%2B%2B-14.rpm'
    '/1.0~rc1^git_x.Y-9' || '/1.0~rc1%5Egit_x.Y-9'
    '/a b%2F?#&=:@'      || '/a%20b%252F%3F%23%26%3D%3A%40'
    '/é😀'                || '/%C3%A9%F0%9F%98%80'
  }

  def "what could not have been received is not sent on either"() {
    when:
    RequestPath.encode(decoded)

    then:
    thrown(IllegalArgumentException)

    where:
    decoded << ['', 'a', '/..', '/a/./b', '/a\u0000', '/a\\b', '/' + 'a' * 8192]
  }
}
