package dev.fairlead.app.http

import dev.fairlead.app.Answer
import dev.fairlead.app.Doors
import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.TwoRegistries
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** Whatever a client sends, through every door: never a 5xx, never a Location outside the configuration. */
class BadInputSpec extends Specification {
  static final HEX = '0123456789abcdef' * 4
  static final BLOBS = '/docker/registry/v2/blobs/sha256'
  @Shared @AutoCleanup TwoRegistries registries = new TwoRegistries()
  @Shared @AutoCleanup Doors doors = new Doors(registries.yaml())
  @Shared ServiceFixture server = doors.http

  /** What doors that are given a decoded path can't see, since it isn't there any more. */
  static final DECODED = ['HTTP API', 'HTTP API, stage', 'HTTP API, 1.0']
  static final SEEN_DECODED = [
      'an encoded slash', 'an encoded slash, lower', 'a lone percent sign', 'no hex digits', 'no UTF-8', 'overlong UTF-8',
      'a bare high byte', 'a fragment']
  /** And those that are given decoded parameters. */
  static final PARAMETERS = ['REST API', 'HTTP API, 1.0']
  static final SEEN_ENCODED = ['a control in the query', 'a tab in the query', 'a high byte in the query']
  /** There is no request line to be too long, and no form but a path. */
  static final OF_A_REQUEST_LINE = ['a path of 20 KB': 400]

  int expected(String door, String what, int status) {
    if (door == 'HTTP') {
      return status
    }
    door in DECODED && what in SEEN_DECODED || door in PARAMETERS && what in SEEN_ENCODED ? 307 : OF_A_REQUEST_LINE.getOrDefault(what, status)
  }

  boolean isOurs(String location) {
    def authorities = [registries.appCiCdn, registries.build01Cdn, registries.testbed.s3()]*.endpoint()*.authority
    def url = URI.create(location)
    url.scheme == 'http' && url.authority in authorities && !url.fragment
  }

  boolean isHarmless(Answer answer) {
    answer.status < 500 && (answer.location == null || isOurs(answer.location)) &&
        !answer.all('set-cookie') && answer.all('location').size() <= 1
  }

  def "#method #what gives #status, through #door"() {
    when:
    def answer = doors[door].exchange(method, target, ['X-Forwarded-For': '198.18.0.7'])

    then:
    isHarmless(answer)
    answer.status == expected(door, what, status)
    !answer.text.contains('evil')

    where:
    what                        | method    | target                                   || status
    'a parent segment'          | 'GET'     | '/../x'                                  || 400
    'a parent segment below'    | 'GET'     | '/build01/../x'                          || 400
    'an encoded parent'         | 'GET'     | '/%2e%2e/x'                              || 400
    'a half encoded parent'     | 'GET'     | '/.%2E/x'                                || 400
    'a dot segment'             | 'GET'     | '/a/./b'                                 || 400
    'an encoded slash'          | 'GET'     | '/a%2Fb'                                 || 400
    'an encoded slash, lower'   | 'GET'     | '/a%2fb'                                 || 400
    'a double encoded slash'    | 'GET'     | '/a%252Fb'                               || 307
    'an encoded NUL'            | 'GET'     | '/a%00b'                                 || 400
    'a NUL'                     | 'GET'     | '/a\u0000b'                              || 400
    'an encoded line end'       | 'GET'     | '/a%0d%0aSet-Cookie:%20a=b'              || 400
    'an encoded backslash'      | 'GET'     | '/a%5Cb'                                 || 400
    'a backslash'               | 'GET'     | '/a\\b'                                  || 400
    'backslashes for slashes'   | 'GET'     | '\\\\evil.example\\x'                    || 400
    'a slash and a backslash'   | 'GET'     | '/\\evil.example/'                       || 400
    'a lone percent sign'       | 'GET'     | '/100%'                                  || 400
    'no hex digits'             | 'GET'     | '/%zz'                                   || 400
    'no UTF-8'                  | 'GET'     | '/%ff%fe'                                || 400
    'overlong UTF-8'            | 'GET'     | '/%c0%ae%c0%ae/x'                        || 400
    'a bare high byte'          | 'GET'     | '/\u00e9'                                || 400
    'a fragment'                | 'GET'     | '/a#b'                                   || 400
    'a user before the host'    | 'GET'     | '@evil.example/'                         || 400
    'a suffix of the host'      | 'GET'     | '.evil.example/'                         || 400
    'a port'                    | 'GET'     | ':80/'                                   || 400
    'two slashes'               | 'GET'     | '//evil.example/'                        || 307
    'three slashes'             | 'GET'     | '///evil.example/'                       || 307
    'a user in the path'        | 'GET'     | '/@evil.example/'                        || 307
    'absolute form, no path'    | 'GET'     | 'http://evil.example'                    || 400
    'absolute form, dots'       | 'GET'     | 'http://evil.example/../x'               || 400
    'another scheme'            | 'GET'     | 'ftp://evil.example/x'                   || 400
    'an authority'              | 'CONNECT' | 'evil.example:443'                       || 400
    'a path'                    | 'CONNECT' | '/x'                                     || 307
    'an asterisk'               | 'OPTIONS' | '*'                                      || 400
    'a path of 10 KB'           | 'GET'     | '/' + 'a' * 10_240                       || 400
    'a path of 8 KB'            | 'GET'     | '/' + 'a' * 8191                         || 307
    'a path of 20 KB'           | 'GET'     | '/' + 'a' * 20_480                       || 414
    'a query of 15 KB'          | 'GET'     | '/?' + 'a' * 15_360                      || 307
    'a control in the query'    | 'GET'     | '/x?a=\u0001'                            || 400
    'a tab in the query'        | 'GET'     | '/x?a=\u0009b'                           || 400
    'a high byte in the query'  | 'GET'     | '/x?a=\u00e9'                            || 400
    'an encoded line end there' | 'GET'     | '/x?a=%0d%0aSet-Cookie:b'                || 307
    'a URL in the query'        | 'GET'     | '/x?u=//evil.example/@evil.example'      || 307
    'an unknown method'         | 'BREW'    | '/x'                                     || 307
    'a method in lower case'    | 'get'     | '/x'                                     || 307
    'a long method'             | 'M' * 200 | '/x'                                     || 307
    'a digest in upper case'    | 'GET'     | "$BLOBS/01/${HEX.toUpperCase()}/data"    || 307
    'a wrong prefix directory'  | 'GET'     | "$BLOBS/ff/$HEX/data"                    || 307
    'a blob and more'           | 'GET'     | "$BLOBS/01/$HEX/data/.."                 || 400
    'a blob with parameters'    | 'GET'     | "$BLOBS/01/$HEX/data?X-Amz-Signature=x"  || 307
    combined:
    door << Doors.WEB
  }

  def "#what gives #status and then the end of the connection"() {
    when:
    def answer = server.connect().withCloseable { connection ->
      def answer = connection.send(bytes).read()
      assert connection.ended
      answer
    }

    then:
    isHarmless(answer)
    answer.status == status

    where:
    what                         | bytes                                                             || status
    'a TLS client hello'         | '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\r\n\r\n' || 400
    'words'                      | 'hello is anybody there\r\n\r\n'                                  || 400
    'a version of its own'       | 'GET / HTCPCP/1.0\r\n\r\n'                                        || 400
    'a space in the target'      | 'GET /a b HTTP/1.1\r\nHost: a\r\n\r\n'                            || 400
    'a field without a colon'    | 'GET / HTTP/1.1\r\nHost\r\n\r\n'                                  || 400
    'a space before the colon'   | 'GET / HTTP/1.1\r\nHost : a\r\n\r\n'                              || 400
    'a control in a field'       | 'GET / HTTP/1.1\r\nA: b\u0001\r\n\r\n'                              || 400
    'two lengths'                | 'POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab' || 400
    'a length that is none'      | 'POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n'                   || 400
    'fields of 20 KB in all'     | 'GET / HTTP/1.1\r\n' + "A: ${'b' * 200}\r\n" * 100 + '\r\n'       || 431
    'one field of 20 KB'         | "GET / HTTP/1.1\r\nA: ${'b' * 20_000}\r\n\r\n"                    || 431
  }

  def "an HTTP/1.1 request with the hosts #hosts is refused, since two programs could read two"() {
    expect:
    server.connect().withCloseable {
      it.send("GET / HTTP/1.1\r\n${hosts.collect { "Host: $it\r\n" }.join()}\r\n").read()
    }.status == 400

    where:
    hosts << [[], ['a.example', 'b.example']]
  }

  def "the fields #fields don't lead anywhere else, through #door"() {
    expect:
    isHarmless(doors[door].exchange('GET', '/x', fields))
    doors[door].exchange('GET', '/x', fields).location == "${registries.appCiCdn.endpoint()}/x"

    where:
    fields << [
        [Host: 'evil.example'],
        ['X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'gopher', 'X-Forwarded-Port': '1'],
        [Forwarded: 'for=1.2.3.4;host=evil.example'],
        ['X-Original-URL': '//evil.example', 'X-Rewrite-URL': '//evil.example'],
        ['X-Forwarded-For': ['198.18.0.7', '198.18.1.7, 198.18.2.7', '']],
        ['X-Forwarded-For': '999.1.2.3'],
        ['X-Forwarded-For': 'evil.example'],
        ['X-Forwarded-For': ',' * 5000],
        ['X-Forwarded-For': '::ffff:198.18.0.7%eth0'],
        ['User-Agent': "debugregistry/${'x' * 4000}"],
        [Range: 'bytes=9-1', 'If-None-Match': '"', 'If-Range': 'x'],
    ]
    combined:
    door << Doors.WEB
  }

  def "after a refused target the connection goes on"() {
    expect:
    server.connect().withCloseable { connection ->
      connection.request('GET', '/a%00b').read().status == 400 &&
          connection.request('GET', '/x').read().status == 307
    }
  }

  def "a body that breaks the rules ends the connection, not the client's patience"() {
    expect:
    server.connect().withCloseable { connection ->
      connection.request('POST', '/x', ['Transfer-Encoding': 'chunked'], 'no-size\r\nhello\r\n')
      connection.read().status < 500 && connection.ended
    }
  }

  def "refused targets are counted, through #door"() {
    given:
    def before = doors[door].metric('fairlead_requests_malformed_total', [:])

    when:
    doors[door].exchange('GET', '/..', [:])

    then:
    doors[door].metric('fairlead_requests_malformed_total', [:]) == before + 1

    where:
    door << Doors.NAMES
  }
}
