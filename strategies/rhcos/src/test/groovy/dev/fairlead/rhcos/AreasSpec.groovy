package dev.fairlead.rhcos

import dev.fairlead.spi.HeaderFields
import dev.fairlead.spi.RouteDecision.Reject
import dev.fairlead.spi.RouteRequest
import spock.lang.Specification

/** The rules of art-srv-request-basic-auth, and what was wrong with them. */
class AreasSpec extends Specification {
  /** sha256 of "s:ecret". */
  static final HASHED = '{SHA256}' + 's:ecret'.digest('SHA-256')
  static final SECRETS = [
      enterprise: "# comment\n\nacme:open sesame\nhash:$HASHED\nünal:pässword\n".toString(),
      pockets: '{"one+a": "1", "two+b": "2", "one": "1", "+c": "3", "noplus": "4"}',
  ]
  static final SETTINGS = [
      areas: [
          [prefix: '/enterprise/', accounts: 'enterprise'],
          [prefix: '/pub/closed/', accounts: 'enterprise'],
          [prefix: '/pockets/', accounts: 'pockets', 'user-per-directory': true]],
      public: ['/pub/', '/robots.txt'],
      aliases: [[from: '/srv/enterprise/', to: '/enterprise/'], [from: '/pub/old/', to: '/enterprise/'], [from: '/enterprise/free/', to: '/pub/']],
      rules: [[host: 'ent.example', from: '/', to: '/enterprise/'], [from: '/', to: '/']],
      realm: 'the mirror',
  ]
  def mirror = new Mirror(SETTINGS, SECRETS)

  static Map<String, String> as(String pair) {
    pair == null ? [:] : [Authorization: 'Basic ' + pair.getBytes('UTF-8').encodeBase64()]
  }

  def "#path as #who gives #answer"() {
    expect:
    mirror.answer(path: path, fields: as(who)) == answer

    where:
    path                       | who                 || answer
    '/pub/a'                   | null                || 'CDN /pub/a'
    '/pub'                     | null                || 'CDN /pub'
    '/pub/'                    | null                || 'CDN /pub/'
    '/robots.txt'              | null                || 'CDN /robots.txt'
    '/pub/a'                   | 'nobody:x'          || 'CDN /pub/a'
    '/enterprise/a'            | null                || '401'
    '/enterprise/a'            | 'acme:open sesame'  || 'CDN /enterprise/a'
    '/enterprise/a'            | 'hash:s:ecret'      || 'CDN /enterprise/a'
    '/enterprise/a'            | 'ünal:pässword'     || 'CDN /enterprise/a'
    '/enterprise'              | null                || '401'
    '/enterprise/'             | null                || '401'
    '/enterprise/'             | 'acme:open sesame'  || 'CDN /enterprise/'
    '/enterprise/a'            | 'acme:open sesam'   || '401'
    '/enterprise/a'            | 'acme:'             || '401'
    '/enterprise/a'            | 'ACME:open sesame'  || '401'
    '/enterprise/a'            | 'nobody:x'          || '401'
    '/enterprise/a'            | 'one+a:1'           || '401'
    "/enterprise/a"            | "hash:$HASHED"      || '401'
    // The longer prefix is the nearer one.
    '/pub/closed/a'            | null                || '401'
    '/pub/closed/a'            | 'acme:open sesame'  || 'CDN /pub/closed/a'
    // Below /pockets/<p>/ only p+…: a user without a + was a server error.
    '/pockets/one/a'           | 'one+a:1'           || 'CDN /pockets/one/a'
    '/pockets/one'             | 'one+a:1'           || 'CDN /pockets/one'
    '/pockets/one/a'           | 'two+b:2'           || '401'
    '/pockets/one/a'           | 'one+a:2'           || '401'
    '/pockets/one/a'           | 'one:1'             || '401'
    '/pockets/one/a'           | 'noplus:4'          || '401'
    '/pockets/on/a'            | 'one+a:1'           || '401'
    '/pockets/one+a/x'         | 'one+a:1'           || '401'
    '/pockets/'                | 'one+a:1'           || '401'
    '/pockets'                 | '+c:3'              || '401'
    '/pockets/'                | '+c:3'              || '401'
    '/pockets/+c/a'            | '+c:3'              || '401'
    // What lies in no area is nobody's: startsWith("/pub") let these pass.
    '/public-x'                | null                || '403'
    '/public-x'                | 'acme:open sesame'  || '403'
    '/pubx/a'                  | null                || '403'
    '/Pub/a'                   | null                || '403'
    '/robots.txt/x'            | null                || '403'
    '/'                        | null                || '403'
    // By what a path means once decoded, and never by what a store might make of it.
    '/%65nterprise/a'          | null                || '401'
    '/pub%252f..%252fenterprise/a' | null            || '403'
    '//enterprise/a'           | null                || '403'
    '/pub//closed/a'           | null                || '404'
    '/enterprise//a'           | null                || '401'
    // An alias is no way around, in or out; the area of what it comes to decides.
    '/srv/enterprise/a'        | null                || '401'
    '/srv/enterprise/a'        | 'acme:open sesame'  || 'CDN /enterprise/a'
    '/pub/old/a'               | null                || '401'
    '/enterprise/free/a'       | null                || 'CDN /pub/a'
  }

  def "a rule of a host is no way around either"() {
    expect:
    mirror.answer(host: 'ent.example', path: '/pub/a') == '401'
    mirror.answer(host: 'ent.example', path: '/pub/a', fields: as('acme:open sesame')) == 'CDN /enterprise/pub/a'
  }

  def "credentials are judged before the method and before any bucket"() {
    expect:
    mirror.answer(method: 'DELETE', path: '/enterprise/a', from: 'us-east-1') == '401'
    mirror.answer(method: 'HEAD', path: '/enterprise/a', from: 'us-east-1') == '401'
    mirror.answer(method: 'HEAD', path: '/enterprise/a', from: 'us-east-1', fields: as('acme:open sesame')) == "${Mirror.S3}/enterprise/a"
    mirror.strategy.takesCredentials()
  }

  def "#what is nobody, and never an error"() {
    given:
    def request = mirror.request(path: '/enterprise/a')
    def fields = HeaderFields.of([authorization: lines])

    expect:
    mirror.strategy.refuse(new RouteRequest('GET', 'h', request.path(), Optional.empty(), fields, request.client(), Optional.empty()))
        .get().reason().status() == 401

    where:
    what                  | lines
    'bad Base64'          | ['Basic !!!!']
    'half a Base64'       | ['Basic YQ=']
    'no colon'            | ['Basic ' + 'acme'.bytes.encodeBase64()]
    'no user'             | ['Basic ' + ':open sesame'.bytes.encodeBase64()]
    'nothing'             | ['Basic ']
    'the scheme alone'    | ['Basic']
    'another scheme'      | ['Bearer ' + 'acme:open sesame'.bytes.encodeBase64()]
    'non-ASCII'           | ['Basic \u00e9\u0416']
    'an empty field'      | ['']
    'two fields'          | ['Basic ' + 'acme:open sesame'.bytes.encodeBase64()] * 2
    'broken UTF-8'        | ['Basic ' + ([0xff, 0x3a, 0xfe] as byte[]).encodeBase64()]
    'a long field'        | ['Basic ' + 'A' * 8000]
  }

  def "the scheme is written in any case"() {
    expect:
    mirror.answer(path: '/enterprise/a', fields: [Authorization: 'bAsIc  ' + 'acme:open sesame'.bytes.encodeBase64()]) ==
        'CDN /enterprise/a'
  }

  def "a challenge has its realm and its charset, and is not stored"() {
    expect:
    (mirror.ask(path: '/enterprise/a') as Reject).fields() ==
        ['WWW-Authenticate': 'Basic realm="the mirror", charset="UTF-8"', 'Cache-Control': 'no-store']
    (new Mirror(SETTINGS - [realm: 'the mirror'], SECRETS).ask(path: '/enterprise/a') as Reject)
        .fields()['WWW-Authenticate'].startsWith('Basic realm="m"')
  }

  def "the root leads to the public part without credentials"() {
    given:
    def mirror = new Mirror(SETTINGS + ['root-redirect': 'https://mirror.example/pub/'], SECRETS)

    expect:
    mirror.answer(path: '/') == 'https://mirror.example/pub/'
    mirror.answer(path: '/x') == '403'
  }

  def "what no rule is for is nobody's, so that a bypass gives nothing away"() {
    given:
    def mirror = new Mirror(SETTINGS - [rules: SETTINGS.rules] + ['strip-prefix': '/art/'], SECRETS)

    expect:
    mirror.strategy.refuse(mirror.request(path: '/enterprise/a')).get().reason().status() == 404
    mirror.answer(path: '/art/pub/a') == 'CDN /pub/a'
  }

  def "accounts that change are seen, without a restart"() {
    when:
    mirror.context.secrets.texts['enterprise'] = 'acme:another'

    then:
    mirror.answer(path: '/enterprise/a', fields: as('acme:open sesame')) == '401'
    mirror.answer(path: '/enterprise/a', fields: as('acme:another')) == 'CDN /enterprise/a'
  }

  def "without areas everybody may read everything, and Authorization is none of ours"() {
    given:
    def mirror = new Mirror([:])

    expect:
    mirror.answer(path: '/enterprise/a') == 'CDN /enterprise/a'
    !mirror.strategy.takesCredentials()
  }

  def "no password shows in what might be printed"() {
    expect:
    !mirror.strategy.toString().contains('sesame')
    !mirror.ask(path: '/enterprise/a', fields: as('acme:guess')).toString().contains('guess')
  }
}
