package dev.fairlead.app.access

import static dev.fairlead.app.access.Gates.END
import static dev.fairlead.app.access.Gates.SITE
import static dev.fairlead.app.access.Gates.refusal
import static dev.fairlead.app.access.Gates.request

import dev.fairlead.spi.MalformedPathException
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification

/** URLs signed with the openssl command; nothing that is changed in them passes. */
@Requires(value = { OpenSsl.HERE }, reason = 'needs the openssl command')
class VectorsSpec extends Specification {
  static final CLIENT = '192.0.2.7'
  static final OWN = 'a=1&b=2'
  static final PATH = '/docker/registry/v2/a%2Bb+c~d/data'
  @Shared OpenSsl openssl = new OpenSsl()
  @Shared Gate gate

  def setupSpec() {
    [rsa: 'RSA', ec: 'P-256', other: 'RSA', otherec: 'P-256'].each { name, kind -> openssl.keyPair(name, kind) }
    gate = Gates.gate(openssl.folder, ['rsa', 'ec', 'other', 'otherec'])
  }

  def cleanupSpec() {
    openssl.folder.toFile().deleteDir()
  }

  /** The parts of a signed URL. */
  Map<String, String> vector(String key, String hash, String policy) {
    def resource = "$SITE$PATH?$OWN"
    def text = policy == 'canned' ? canned(resource, END) : custom(SITE + '/docker/*', END)
    def parts = policy == 'canned' ? [Expires: "$END".toString()] : [Policy: openssl.base64(text.bytes)]
    parts += [Signature: openssl.base64(openssl.sign(key, hash, text)), 'Key-Pair-Id': key]
    hash == 'SHA1' ? parts : parts + ['Hash-Algorithm': hash]
  }

  static String canned(String resource, long end) {
    """{"Statement":[{"Resource":"$resource","Condition":{"DateLessThan":{"AWS:EpochTime":$end}}}]}"""
  }

  static String custom(String resource, long end, String ip = '192.0.2.0/24') {
    """{"Statement": [{"Resource": "$resource", "Condition": {"DateLessThan": {"AWS:EpochTime": $end},\n""" +
        """ "DateGreaterThan": {"AWS:EpochTime": ${end - 3600}}, "IpAddress": {"AWS:SourceIp": "$ip"}}}]}"""
  }

  static String url(Map<String, String> parts, String path = PATH, String own = OWN) {
    "$SITE$path?${[own, *parts.collect { "${it.key}=${it.value}" }].findAll().join('&')}"
  }

  Verdict judge(String url, String client = CLIENT) {
    gate.judge(request(url, client))
  }

  /** Whether a changed URL got nothing: refused here, or no path that any request could have. */
  boolean isRefused(String url, String client = CLIENT) {
    try {
      refusal(judge(url, client)) != null
    } catch (MalformedPathException _) {
      true
    }
  }

  static String flipped(String text, int at) {
    def c = text[at] == 'A' ? 'B' : 'A'
    text.substring(0, at) + c + text.substring(at + 1)
  }

  /** What every signature has to withstand, by what was changed. */
  Map<String, String> changedParts(Map<String, String> parts) {
    def change = { Map<String, String> changes -> url(parts + changes) }
    def signature = parts.Signature
    def id = parts['Key-Pair-Id']
    def first = parts.containsKey('Expires') ? 'Expires' : 'Policy'
    def mutations = [
        'no signature':           url(parts.findAll { it.key != 'Signature' }),
        'an empty signature':     change(Signature: ''),
        'no key id':              url(parts.findAll { it.key != 'Key-Pair-Id' }),
        'an unknown key id':      change('Key-Pair-Id': 'unknown'),
        'another key of its kind': change('Key-Pair-Id': id == 'rsa' ? 'other' : 'otherec'),
        'a key of another kind':  change('Key-Pair-Id': id == 'rsa' ? 'ec' : 'rsa'),
        'a key id in other case': change('Key-Pair-Id': id.toUpperCase()),
        'the other hash':         parts['Hash-Algorithm'] ? url(parts.findAll { it.key != 'Hash-Algorithm' }) : change('Hash-Algorithm': 'SHA256'),
        'an unknown hash':        change('Hash-Algorithm': 'MD5'),
        'a hash in lower case':   change('Hash-Algorithm': (parts['Hash-Algorithm'] ?: 'SHA1').toLowerCase()),
        'an empty hash':          change('Hash-Algorithm': ''),
        'a cut signature':        change(Signature: signature[0..-5]),
        'a longer signature':     change(Signature: signature + 'AAAA'),
        'a signature unpadded':   change(Signature: signature.endsWith('_') ? signature - ~/_+$/ : signature + '_'),
        'a space in it':          change(Signature: signature[0..9] + '%20' + signature[10..-1]),
        'its plain alphabet':     change(Signature: '+' + signature[1..-1]),
        'its slash':              change(Signature: '/' + signature[1..-1]),
        'an equals sign':         change(Signature: signature[0..-2] + '='),
        'an escaped character':   change(Signature: '%' + Integer.toHexString((int) signature.charAt(0)) + signature[1..-1]),
        'neither policy':         url(parts.findAll { it.key != first }),
        'both policies':          url(parts + (first == 'Expires' ? [Policy: 'e30_'] : [Expires: "$END"])),
        'an empty policy':        change((first): ''),
        'another path':           url(parts, '/other/file'),
        'a parent segment':       url(parts, '/docker/../docker/data'),
        'an escaped name':        url(parts) + '&%45xpires=9999999999',
    ]
    (parts.keySet()).each { name ->
      mutations["$name twice, the same"] = url(parts) + "&$name=${parts[name]}"
      mutations["$name twice, another first"] = "$SITE$PATH?$name=x&$OWN&" + parts.collect { "${it.key}=${it.value}" }.join('&')
      mutations["$name in lower case"] = url(parts.collectEntries { k, v -> [k == name ? k.toLowerCase() : k, v] }).replace('hash-algorithm=SHA256', 'hash-algorithm=SHA256&Hash-Algorithm=SHA1')
    }
    [0, 7, signature.length().intdiv(2), signature.length() - 6].each {
      mutations["a flipped character $it of the signature"] = change(Signature: flipped(signature, it))
    }
    mutations
  }

  /** A canned policy holds for one URL to the byte. */
  static Map<String, String> changedUrl(Map<String, String> parts) {
    def letters = [
        'a letter':           PATH.replace('data', 'datb'), 'its case': PATH.replace('data', 'Data'),
        'a digit':            PATH.replace('v2', 'v3'), 'an escape spelt out': PATH.replace('%2B', '+'),
        'an escape in lower': PATH.replace('%2B', '%2b'), 'a plus escaped': PATH.replace('+', '%2B'),
        'a tilde escaped':    PATH.replace('~', '%7E'), 'a letter escaped': PATH.replace('data', '%64ata'),
        'a slash more':       PATH.replace('/data', '//data'), 'a slash at the end': PATH + '/',
        'a segment less':     '/docker/registry/v2/data', 'a wildcard': '/docker/*', 'a mark': PATH.replace('data', 'dat%3F'),
        'a quotation mark':   PATH + '"', 'not ASCII': PATH + '%C3%A9',
    ].collectEntries { name, path -> ["$name in the path".toString(), url(parts, path)] }
    def queries = [
        'its parameters swapped': 'b=2&a=1', 'a parameter less': 'a=1', 'none of its parameters': '', 'another value': 'a=1&b=3',
        'a parameter more':       'a=1&b=2&c=3', 'a mark more': 'a=1&b=2&', 'a doubled parameter': 'a=1&a=1&b=2', 'an escaped value': 'a=%31&b=2',
    ].collectEntries { name, own -> ["$name in the query".toString(), url(parts, PATH, own)] }
    def times = [(END + 1) as String, (END - 1) as String, "0$END".toString(), "+$END".toString(), "${END}.0".toString(), '9999999999', '-1', '1e10', '0',
        'never', "${END}%20".toString(), '99999999999999999999'].collectEntries { ["Expires=$it".toString(), url(parts + [Expires: it])] }
    letters + queries + times
  }

  /** A custom policy is a text of its own. */
  Map<String, String> changedPolicy(Map<String, String> parts, String key, String hash) {
    def right = new String(Base64.decoder.decode(parts.Policy.tr('-_~', '+=/')))
    def texts = [
        right.replace("$END", "${END + 1}"), right.replace("${END - 3600}", '0'), right.replace('192.0.2.0/24', '0.0.0.0/0'),
        right.replace('/docker/*', '/*'), right.replace('https', 'http*'), right.replace(SITE, 'https://*'), right.replace(': ', ':'), right + ' ',
        right.replace('"IpAddress": {"AWS:SourceIp": "192.0.2.0/24"}', '"IpAddress": {}'), right.replace('Statement', 'statement'),
        right.replace('DateLessThan', 'DateGreaterThan'), canned("$SITE$PATH?$OWN", END),
    ].collectEntries { ["the policy $it".toString(), url(parts + [Policy: openssl.base64(it.bytes)])] }
    texts + [
        'a policy in the plain alphabet': url(parts + [Policy: parts.Policy.tr('-_~', '+=/')]).replace(parts.Policy.contains('_') ? 'nothing' : parts.Policy, parts.Policy + '='),
        'a policy of the wrong shape':    url(parts + signed(key, hash, '{}')),
        'a signed policy of another host': url(parts + signed(key, hash, custom('https://d2example.cloudfront.net/docker/*', END))),
        'a signed policy of http':         url(parts + signed(key, hash, custom(SITE.replace('https', 'http') + '/docker/*', END))),
        'a signed policy of another path': url(parts + signed(key, hash, custom(SITE + '/other/*', END))),
        'a signed policy that has ended':  url(parts + signed(key, hash, custom(SITE + '/docker/*', END - 1200))),
        'a signed policy that has yet to begin': url(parts + signed(key, hash, custom(SITE + '/docker/*', END + 3600))),
        'a signed policy for other clients': url(parts + signed(key, hash, custom(SITE + '/docker/*', END, '198.51.100.0/24'))),
        'a signed policy for a host name':   url(parts + signed(key, hash, custom(SITE + '/docker/*', END, 'localhost/32'))),
        'a signed policy with two statements': url(parts + signed(key, hash, custom(SITE + '/docker/*', END).replace('}]}', '},{}]}'))),
        'a signed policy with a name twice':   url(parts + signed(key, hash, custom(SITE + '/docker/*', END).replace('{"Resource"', '{"Resource": "*", "Resource"'))),
    ]
  }

  Map<String, String> signed(String key, String hash, String text) {
    [Policy: openssl.base64(text.bytes), Signature: openssl.base64(openssl.sign(key, hash, text))]
  }

  def "a #policy policy signed by openssl with #key and #hash is accepted, and no mutation of it"() {
    given:
    def parts = vector(key, hash, policy)
    def mutations = changedParts(parts) + (policy == 'canned' ? changedUrl(parts) : changedPolicy(parts, key, hash))

    expect: 'the vector passes, also when it is in the cache and with its parameters in another order'
    refusal(judge(url(parts))) == null
    refusal(judge(url(parts))) == null
    refusal(judge(url(parts.entrySet().toList().reverse().collectEntries { [it.key, it.value] }))) == null

    and: 'nothing else does'
    mutations.values().toSet().size() >= 25
    mutations.findAll { _, url -> !isRefused(url) }.keySet() == [] as Set

    and: 'nor does it at another time, on another site, or from elsewhere'
    [END, END + 1].every { at -> refusal(Gates.gate(openssl.folder, [key], now: java.time.Instant.ofEpochSecond(at)).judge(request(url(parts), CLIENT))) }
    ['http://d1example.cloudfront.net', 'https://d2example.cloudfront.net', 'https://d1example.cloudfront.net:8443'].every { site ->
      refusal(Gates.gate(openssl.folder, [key], site: site).judge(request(url(parts), CLIENT)))
    }
    policy == 'canned' || ['192.0.3.7', '2001:db8::1', '0.0.0.0'].every { isRefused(url(parts), it) }
    isRefused(url(parts).replaceFirst('[?].*', ''))

    where:
    [key, hash, policy] << [['rsa', 'ec'], ['SHA1', 'SHA256'], ['canned', 'custom']].combinations()
  }
}
