package dev.fairlead.rhcos

import dev.fairlead.spi.ConfigurationException
import spock.lang.Specification

class SettingsSpec extends Specification {
  static final AREA = [prefix: '/a/', accounts: 'good']

  def "setting #setting is refused: #problem"() {
    when:
    new Mirror(setting, [good: 'u:hunter2', empty: '# nobody', colon: 'u:hunter2\nhunter2', none: 'u:', twice: 'u:hunter2\nu:hunter2',
                         nameless: ':hunter2', hex: 'u:{SHA256}hunter2', json: '{"u": "hunter2"', number: '{"u": 7}'])

    then:
    def refused = thrown(ConfigurationException)
    refused.message.startsWith('fairlead.mounts.m.settings.')
    refused.message.contains(problem)
    !refused.message.contains('\n')
    !refused.message.contains('hunter2')

    where:
    setting                                                    || problem
    ['strip-prefix': 'art/storage/']                           || "strip-prefix: 'art/storage/' is not a path such as /art/storage/"
    ['strip-prefix': '/art/storage']                           || 'from a slash to a slash'
    ['strip-prefix': '//']                                     || 'from a slash to a slash'
    ['strip-prefix': '/a//b/']                                 || 'from a slash to a slash'
    ['strip-prefix': '/a/../b/']                               || 'from a slash to a slash'
    [rules: [[from: '/a/']]]                                   || 'rules[0].to: is missing'
    [rules: [[to: '/a/']]]                                     || 'rules[0].from: is missing'
    [rules: [[from: '/a', to: '/']]]                           || "rules[0].from: '/a' is not a path"
    [rules: [[from: '/a/', to: '/', hosts: 'x']]]              || "rules[0].hosts: unknown key, did you mean 'host'?"
    [rules: [[from: '/a/', to: '/'], [from: '/a/b/', to: '/']]] || "rules[1].from: never comes into play, since the rule from '/a/'"
    [rules: [[from: '/a/', to: '/'], [host: 'h', from: '/a/', to: '/']]] || 'rules[1].from: never comes into play'
    [aliases: [[from: '/a/', to: '/b/'], [from: '/b/', to: '/a/']]] || "aliases: lead from '/a/' in a circle, by way of '/a/'"
    [aliases: [[from: '/a/', to: '/a/']]]                      || "aliases: lead from '/a/' in a circle"
    [aliases: [[from: '/a/', to: '/a/b/']]]                    || "aliases: lead from '/a/' in a circle, by way of '/a/b/'"
    [aliases: [[from: '/a/', to: '/b/x/'], [from: '/b/', to: '/c/'], [from: '/c/', to: '/a/']]] || 'in a circle'
    [aliases: [[from: '/a/']]]                                 || 'aliases[0].to: is missing'
    ['root-redirect': '/pub/']                                 || "'/pub/' is not a URL such as https://"
    ['index-html': 'index.html']                               || "'index.html' is not true or false"
    ['presign-expiry': '8d']                                   || 'is not within'
    ['probe-deadline': '0s']                                   || 'is not within'
    [copies: []]                                               || 'give at least one'
    [copies: [[bucket: 'one', region: 'us-east-1', presign: 'no']]] || "copies[0].presign: 'no' is not true or false"
    [areas: [[prefix: '/a/']]]                                 || 'areas[0].accounts: is missing'
    [areas: [[accounts: 'good']]]                              || 'areas[0].prefix: is missing'
    [areas: [AREA + [prefix: '/a']]]                           || "areas[0].prefix: '/a' is not a path"
    [areas: [AREA, AREA]]                                      || "areas[1].prefix: '/a/' stands there twice"
    [areas: [AREA], public: ['/a/']]                           || "public: '/a/' stands there twice"
    [areas: [AREA], public: ['b']]                             || "public: 'b' is not a path"
    [areas: [AREA], realm: 'a"b']                              || 'realm: is printable ASCII'
    [public: ['/pub/']]                                        || 'public: says nothing without areas'
    [areas: [AREA + [accounts: 'missing']]]                    || "areas[0].accounts: 'missing': there is no such file"
    [areas: [AREA + [accounts: 'empty']]]                      || "'empty': holds no account"
    [areas: [AREA + [accounts: 'colon']]]                      || "'colon': line 2 is not user:password"
    [areas: [AREA + [accounts: 'none']]]                       || "'none': line 1 has no password"
    [areas: [AREA + [accounts: 'twice']]]                      || "'twice': line 2 names its user a second time"
    [areas: [AREA + [accounts: 'nameless']]]                   || "'nameless': line 1 has no user name"
    [areas: [AREA + [accounts: 'hex']]]                        || "'hex': line 1 has no 64 hex digits behind {SHA256}"
    [areas: [AREA + [accounts: 'json']]]                       || "'json': is not JSON"
    [areas: [AREA + [accounts: 'number']]]                     || "'number': user 'u' has no text as a password"
  }
}
