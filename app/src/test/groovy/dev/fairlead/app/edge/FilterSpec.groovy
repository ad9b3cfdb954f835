package dev.fairlead.app.edge

import static dev.fairlead.app.edge.Edge.settings

import dev.fairlead.ranges.Cloud
import dev.fairlead.ranges.Family
import dev.fairlead.ranges.Prefix
import dev.fairlead.ranges.RangeFileReader
import dev.fairlead.ranges.RangeGenerator
import dev.fairlead.ranges.RangeTable
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** The CloudFront Function within CloudFront's documented limits, and of one mind with the range table. */
@Requires(value = { dev.fairlead.app.edge.Node.HERE }, reason = 'there is no node to run the function in')
class FilterSpec extends Specification {
  static final REGIONS = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1']
  static final ROUTER = 'https://router.example'
  @TempDir @Shared Path folder
  @Shared @AutoCleanup Node embedded = filter(RangeTable.embedded()).tap { it.read() }
  @Shared @AutoCleanup Node list = new Node(['--expose-internals', '--no-warnings', Node.script('filter-check.js')])

  Node filter(RangeTable table, Collection<String> regions = REGIONS, StoreLimits limits = StoreLimits.CLOUDFRONT) {
    started(FilterSource.of(settings('router-url': "$ROUTER/", paths: ['/blobs', '/v2', '/file'])), RangeStore.of(table, Cloud.AWS, regions, limits).json())
  }

  Node started(String source, String store) {
    def (code, data) = ['filter.js', 'kvs.json'].collect { folder.resolve(it) }
    Files.writeString(code, source)
    Files.writeString(data, store)
    new Node(['--expose-internals', '--no-warnings', Node.script('filter-harness.js'), code.toString(), data.toString()])
  }

  static RangeTable table(String of) {
    if (of == 'embedded') {
      return RangeTable.embedded()
    }
    def files = Files.list(Path.of(System.getenv('FAIRLEAD_RANGE_FILES'))).withCloseable {
      it.filter { it.toString().endsWith('.json') }.sorted().toList()
    }
    new RangeGenerator(new RangeFileReader()).table(files)
  }

  static List<BigInteger> boundaries(Prefix prefix) {
    def size = BigInteger.TWO ** (prefix.family().bits() - prefix.length())
    def first = number(prefix)
    [first - 1, first, first + size - 1, first + size].findAll { it >= 0 && it.bitLength() <= prefix.family().bits() }
  }

  static BigInteger number(Prefix prefix) {
    (new BigInteger(Long.toUnsignedString(prefix.hi())) << 64) + new BigInteger(Long.toUnsignedString(prefix.lo()))
  }

  static InetAddress address(BigInteger number, Family family) {
    def bytes = number.toByteArray()
    def address = new byte[family.bits().intdiv(8)]
    int n = Math.min(bytes.length, address.length)
    System.arraycopy(bytes, bytes.length - n, address, address.length - n, n)
    InetAddress.getByAddress(address)
  }

  /** Half of them where the cloud is, or all would be elsewhere. */
  static List<InetAddress> random(RangeTable table, int count) {
    def random = new Random(7)
    def prefixes = table.ranges()*.prefix()
    (1..count).collect {
      def prefix = prefixes[random.nextInt(prefixes.size())]
      def bits = prefix.family().bits()
      def within = it % 2 ? bits : bits - prefix.length()
      address((it % 2 ? 0G : number(prefix)) + new BigInteger(within, random), prefix.family())
    }
  }

  static void agree(Node node, RangeTable table, List<InetAddress> addresses, Collection<String> regions = REGIONS) {
    addresses.collate(5000).each { some ->
      def answer = node.ask(ips: some*.hostAddress)
      some.eachWithIndex { address, i ->
        def covered = table.find(address).filter { it.cloud() == Cloud.AWS && it.region().filter { it in regions }.present }.present
        assert (answer.redirected[i] == '1') == covered: "$address of ${table.find(address)}"
      }
      assert answer.reads <= 4
    }
  }

  def "the function of the #of table agrees with it at every boundary and on 10,000 random addresses"() {
    given:
    def table = table(of)
    def node = filter(table)
    def edges = table.ranges().findAll { it.cloud() == Cloud.AWS && it.region().filter { it in REGIONS }.present }
        .collectMany { range -> boundaries(range.prefix()).collect { address(it, range.prefix().family()) } } as LinkedHashSet
    def others = random(table, 10_000)

    expect:
    node.read() == [violations: []]
    edges.size() > 5_000
    agree(node, table, edges.toList())
    agree(node, table, others)
    others.count { table.find(it).flatMap { it.region() }.filter { it in REGIONS }.present } > 500

    cleanup:
    node.close()

    where:
    of << ['embedded'] + (System.getenv('FAIRLEAD_RANGE_FILES') ? ['FAIRLEAD_RANGE_FILES'] : [])
  }

  def "every region at once fits, and a tree of #depth"() {
    given:
    def table = RangeTable.embedded()
    def regions = table.regions(Cloud.AWS)
    def node = filter(table, regions, limits)

    expect:
    node.read() == [violations: []]
    agree(node, table, random(table, 2_000), regions)

    cleanup:
    node.close()

    where:
    depth         | limits
    'two levels'  | StoreLimits.CLOUDFRONT
    'more levels' | new StoreLimits(5_000_000, 512, 400)
  }

  def "an address written as #ip is #covered"() {
    expect:
    RangeTable.embedded().find(InetAddress.getByName('52.95.245.0')).get().region().get() == 'us-east-1'
    RangeTable.embedded().find(InetAddress.getByName('2600:1f18::1')).get().region().get() == 'us-east-1'
    embedded.ask(ips: [ip]).redirected == (covered ? '1' : '0')

    where:
    ip                                        || covered
    '52.95.245.0'                             || true
    '::ffff:52.95.245.0'                      || true
    '::FFFF:345F:F500'                        || true
    '0:0:0:0:0:ffff:52.95.245.0'              || true
    '2600:1f18::1'                            || true
    '2600:1F18:0000:0000:0000:0000:0000:0001' || true
    '2600:1f18:0:0:0:0:1::'                   || true
    '::52.95.245.0'                           || false
    '64:ff9b::52.95.245.0'                    || false
    '052.95.245.0'                            || false
    '52.95.245'                               || false
    '52.95.245.0.1'                           || false
    '52.95.245.256'                           || false
    '52.95.245.0:443'                         || false
    '[2600:1f18::1]'                          || false
    '2600:1f18::1%eth0'                       || false
    '2600:1f18:::1'                           || false
    '2600::1f18::1'                           || false
    '2600:1f18:0:0:0:0:0:0:1'                 || false
    '2600:1f18:1'                             || false
    '2600:1f18::g'                            || false
    '2600:1f18::00001'                        || false
    ''                                        || false
    '::'                                      || false
    null                                      || false
  }

  def "a viewer in the cloud asking for #uri?#query is sent to #location"() {
    expect:
    embedded.ask(asked: [ip: '2600:1f18::1', uri: uri, query: query]).answer == [
        statusCode: 307, statusDescription: 'Temporary Redirect',
        headers: [location: [value: ROUTER + location], 'cache-control': [value: 'no-store']]]

    where:
    uri                          | query                || location
    '/file'                      | null                 || '/file'
    '/file'                      | ''                   || '/file?'
    '/v2/a/blobs/sha256%3Aaa'    | 'a=1&b=2&a=%203&a&=' || '/v2/a/blobs/sha256%3Aaa?a=1&b=2&a=%203&a&='
    '/blobs/libstdc++-1~2^3.rpm' | 'Policy=a_&x=é'      || '/blobs/libstdc++-1~2^3.rpm?Policy=a_&x=é'
  }

  def "#what leaves the request as it was"() {
    given:
    embedded.ask(put: put)

    expect:
    with(embedded.ask(asked: [ip: '2600:1f18::1', uri: '/file'] + asked)) {
      answer == null
      reads == read
    }

    cleanup:
    embedded.ask(restore: true)

    where:
    what                   | asked                   | put         || read
    'HEAD'                 | [method: 'HEAD']        | [:]         || 0
    'POST'                 | [method: 'POST']        | [:]         || 0
    'another path'         | [uri: '/files']         | [:]         || 0
    'a path without slash' | [uri: '.evil.example/'] | [:]         || 0
    'the host that we pass through to' | [host: 'CDN.example'] | [:] || 0
    'a viewer elsewhere'   | [ip: '192.0.2.1']       | [:]         || 2
    'an unknown address'   | [ip: 'unknown']         | [:]         || 0
    'the key off'          | [:]                     | [off: '1']  || 3
    'an empty store'       | [:]                     | ['6': null] || 1
    'a store with a hole'  | [:]                     | ['6': '>2'] || 2
    'a spoilt store'       | [:]                     | ['6': 'zz'] || 1
  }

  def "the harness refuses a function with #what"() {
    given:
    def source = FilterSource.of(settings('router-url': ROUTER))

    expect:
    list.ask(source: "$source\n$code".toString()).violations.any { it.contains(violation) }

    where:
    code                                          || violation
    '// ' + 'x' * 10_240                          || 'bytes of code'
    'var = ;'                                     || 'Unexpected token'
    'class A {}'                                  || 'Class'
    'function* g() {}'                            || 'a generator'
    'const a = [...[1]];'                         || 'SpreadElement'
    'for (const a of []) {}'                      || 'ForOfStatement'
    'const { a } = {};'                           || 'destructuring'
    'const a = {}; const b = { a };'              || 'property syntax'
    'function f(a = 1) {}'                        || 'parameter syntax'
    'const a = new Map();'                        || 'global Map'
    'const a = new Set();'                        || 'global Set'
    'const a = 1n;'                               || 'BigInt'
    'const a = BigInt(1);'                        || 'global BigInt'
    'const a = "x".charCodeAt(0);'                || '.charCodeAt'
    'const a = [1].at(0);'                        || '.at'
    'const a = Object.fromEntries([]);'           || 'Object.fromEntries'
    'const a = Array.from("x");'                  || 'Array.from'
    'const a = {}?.b;'                            || 'ChainExpression'
    'const a = null ?? 1;'                        || '??'
    'eval("1");'                                  || 'global eval'
    'const a = new Function("1");'                || 'global Function'
    'setTimeout(handler, 1);'                     || 'global setTimeout'
    'fetch("https://a.example");'                 || 'global fetch'
    'const a = process.env;'                      || 'global process'
    'const a = async () => 1;'                    || 'async closure'
    'function f() { async function g() {} }'      || 'async closure'
    'async function f() { isNaN(await f()); }'    || 'async argument'
    'import fs from "fs";'                        || 'import of fs'
    'const a = /(?<=a)b/;'                        || 'regular expression syntax'
    'try { } catch { }'                           || 'catch without'
    what = code.take(50)
  }

  def "the harness refuses a store with #violation"() {
    given:
    def node = started(FilterSource.of(settings('router-url': ROUTER)), Json.text([data: data]))

    expect:
    node.read().violations.any { it.contains(violation) }

    cleanup:
    node.close()

    where:
    data                                                               || violation
    [[key: 'a', value: 'x' * 1025]]                                    || 'the value of a is too long'
    [[key: 'k' * 513, value: 'x']]                                     || 'is too long'
    [[key: 'a', value: 'x'], [key: 'a', value: 'y']]                   || 'a key twice'
    (1..5000).collect { [key: "k$it".toString(), value: 'x' * 1000] }  || 'more than 5 MB'
  }

  def "the harness takes away at run time what isn't documented: #code"() {
    given:
    def node = started("import cf from 'cloudfront';\nfunction handler(event) { $code; return { statusCode: 307 }; }", '{"data": []}')
    node.read()

    when:
    node.ask(asked: [ip: '192.0.2.1'])

    then:
    thrown(AssertionError)

    cleanup:
    node.close()

    where:
    code << ["'x'['charCode' + 'At'](0)", "globalThis['Ma' + 'p'].name", "(() => 1).constructor('return 1')()"]
  }
}
