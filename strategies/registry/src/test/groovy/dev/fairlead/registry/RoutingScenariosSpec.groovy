package dev.fairlead.registry

import dev.fairlead.spi.Doubt
import dev.fairlead.spi.RouteDecision
import dev.fairlead.spi.RouteRequest
import dev.fairlead.spi.RouteStrategy
import dev.fairlead.tck.FakeContext
import dev.fairlead.tck.Requests
import spock.lang.Specification

/**
 * Who is sent where: client region x distribution x which buckets have the blob x which fail how.
 *
 * The distributions are those of the document: app-ci has a canonical bucket in us-east-1 and a replica in
 * every other major US region; build01 has a bucket of its own in us-east-1 and reads app-ci's replicas.
 */
class RoutingScenariosSpec extends Specification {
  static final ROLE = 'arn:aws:iam::123456789012:role/replica-reader'
  static final REPLICAS = ['us-east-2', 'us-west-1', 'us-west-2']
  static final DISTRIBUTIONS = [
      'app-ci': [copies: [[bucket: 'app-ci-us-east-1', region: 'us-east-1', authoritative: true]] +
          REPLICAS.collect { [bucket: "app-ci-$it", region: it] }],
      // The document lets only us-east-1 clients read the build farm's own bucket.
      'build01': [copies: [[bucket: 'build01-us-east-1', region: 'us-east-1', authoritative: true,
                            'client-regions': ['us-east-1']]] +
          REPLICAS.collect { [bucket: "app-ci-$it", region: it, 'role-arn': ROLE] }],
      // Without that limit the price table sends us-east-2 there too, which is cheaper than the CDN.
      'build02': [copies: [[bucket: 'build02-us-east-1', region: 'us-east-1', authoritative: true]] +
          REPLICAS.collect { [bucket: "app-ci-$it", region: it, 'role-arn': ROLE] }],
      'eu': [copies: [[bucket: 'eu-west-1-only', region: 'eu-west-1']]],
  ]
  static final W2 = ['app-ci-us-west-2']
  static final E2 = ['app-ci-us-east-2']
  static final ALL = REPLICAS.collect { "app-ci-$it".toString() }

  def "#distribution, client in #client, blob in #having, failing #failing: #target because #reason"() {
    given:
    def context = new FakeContext(DISTRIBUTIONS[distribution] + ['debug-user-agent': true])
    def strategy = new RegistryProvider().create(context)
    having.each { context.objectStores.of(it).keys << Blobs.path('a').substring(1) }
    failing.each { bucket, fault -> fail(context.objectStores.of(bucket), fault) }

    when:
    def decision = strategy.decide(Requests.get(Blobs.path('a'), context.regions.addressIn(client)))

    then:
    bucketOf(decision) == target
    decision.trace().reason() == reason

    where:
    distribution | client                | having | failing                                   || target              | reason
    // 1000 foot: in the canonical bucket's region reading is free; from outside AWS the CDN is cheapest.
    'app-ci'     | 'us-east-1'           | []     | [:]                                       || 'app-ci-us-east-1'  | 'copy-authoritative'
    'app-ci'     | 'us-east-1'           | ALL    | [:]                                       || 'app-ci-us-east-1'  | 'copy-authoritative'
    'app-ci'     | 'us-east-1 over IPv6' | []     | [:]                                       || 'app-ci-us-east-1'  | 'copy-authoritative'
    'app-ci'     | 'gcp'                 | ALL    | [:]                                       || 'cdn'               | 'no-cheaper-copy'
    'app-ci'     | 'azure'               | ALL    | [:]                                       || 'cdn'               | 'no-cheaper-copy'
    'app-ci'     | 'internet'            | ALL    | [:]                                       || 'cdn'               | 'no-cheaper-copy'
    'app-ci'     | 'internet over IPv6'  | ALL    | [:]                                       || 'cdn'               | 'no-cheaper-copy'
    'app-ci'     | 'aws, region unknown' | ALL    | [:]                                       || 'cdn'               | 'no-cheaper-copy'
    'app-ci'     | 'eu-west-1'           | ALL    | [:]                                       || 'cdn'               | 'no-cheaper-copy'
    'app-ci'     | 'cn-north-1'          | ALL    | [:]                                       || 'cdn'               | 'no-cheaper-copy'
    // 100 foot: the replica in the client's own region, if it has the blob.
    'app-ci'     | 'us-west-2'           | W2     | [:]                                       || 'app-ci-us-west-2'  | 'copy-present'
    'app-ci'     | 'us-west-2'           | ALL    | [:]                                       || 'app-ci-us-west-2'  | 'copy-present'
    'app-ci'     | 'us-west-2 over IPv6' | W2     | [:]                                       || 'app-ci-us-west-2'  | 'copy-present'
    'app-ci'     | 'us-west-2-lax-1'     | W2     | [:]                                       || 'app-ci-us-west-2'  | 'copy-present'
    'app-ci'     | 'us-west-1'           | ALL    | [:]                                       || 'app-ci-us-west-1'  | 'copy-present'
    'app-ci'     | 'us-east-2'           | E2     | [:]                                       || 'app-ci-us-east-2'  | 'copy-present'
    // Not replicated yet: us-east-2's next best is us-east-1, us-west-2's is the CDN.
    'app-ci'     | 'us-east-2'           | []     | [:]                                       || 'app-ci-us-east-1'  | 'copy-authoritative'
    'app-ci'     | 'us-east-2'           | W2     | [:]                                       || 'app-ci-us-east-1'  | 'copy-authoritative'
    'app-ci'     | 'us-west-2'           | []     | [:]                                       || 'cdn'               | 'copy-absent'
    'app-ci'     | 'us-west-2'           | E2     | [:]                                       || 'cdn'               | 'copy-absent'
    'app-ci'     | 'us-west-1'           | W2     | [:]                                       || 'cdn'               | 'copy-absent'
    'app-ci'     | 'us-west-2-lax-1'     | []     | [:]                                       || 'cdn'               | 'copy-absent'
    // Doubt is never absence, and never skips the canonical bucket (the defect of the first version).
    'app-ci'     | 'us-east-2'           | E2     | ['app-ci-us-east-2': 'TIMEOUT']           || 'app-ci-us-east-1'  | 'copy-authoritative'
    'app-ci'     | 'us-east-2'           | E2     | ['app-ci-us-east-2': 'FORBIDDEN']         || 'app-ci-us-east-1'  | 'copy-authoritative'
    'app-ci'     | 'us-east-2'           | E2     | ['app-ci-us-east-2': 'THROTTLED']         || 'app-ci-us-east-1'  | 'copy-authoritative'
    'app-ci'     | 'us-east-2'           | E2     | ['app-ci-us-east-2': 'SERVER_ERROR']      || 'app-ci-us-east-1'  | 'copy-authoritative'
    'app-ci'     | 'us-east-2'           | E2     | ['app-ci-us-east-2': 'NETWORK']           || 'app-ci-us-east-1'  | 'copy-authoritative'
    'app-ci'     | 'us-east-2'           | E2     | ['app-ci-us-east-2': 'BREAKER_OPEN']      || 'app-ci-us-east-1'  | 'copy-authoritative'
    'app-ci'     | 'us-east-2'           | E2     | ['app-ci-us-east-2': 'CREDENTIALS']       || 'app-ci-us-east-1'  | 'copy-authoritative'
    'app-ci'     | 'us-east-2'           | E2     | ['app-ci-us-east-2': 'sign CREDENTIALS']  || 'app-ci-us-east-1'  | 'copy-authoritative'
    'app-ci'     | 'us-west-2'           | W2     | ['app-ci-us-west-2': 'TIMEOUT']           || 'cdn'               | 'copy-timeout'
    'app-ci'     | 'us-west-2'           | W2     | ['app-ci-us-west-2': 'FORBIDDEN']         || 'cdn'               | 'copy-forbidden'
    'app-ci'     | 'us-west-2'           | []     | ['app-ci-us-west-2': 'FORBIDDEN']         || 'cdn'               | 'copy-forbidden'
    'app-ci'     | 'us-west-2'           | W2     | ['app-ci-us-west-2': 'THROTTLED']         || 'cdn'               | 'copy-throttled'
    'app-ci'     | 'us-west-2'           | W2     | ['app-ci-us-west-2': 'SERVER_ERROR']      || 'cdn'               | 'copy-server-error'
    'app-ci'     | 'us-west-2'           | W2     | ['app-ci-us-west-2': 'NETWORK']           || 'cdn'               | 'copy-network'
    'app-ci'     | 'us-west-2'           | W2     | ['app-ci-us-west-2': 'MISCONFIGURED']     || 'cdn'               | 'copy-misconfigured'
    'app-ci'     | 'us-west-2'           | W2     | ['app-ci-us-west-2': 'BREAKER_OPEN']      || 'cdn'               | 'copy-breaker-open'
    'app-ci'     | 'us-west-2'           | W2     | ['app-ci-us-west-2': 'CREDENTIALS']       || 'cdn'               | 'copy-credentials'
    'app-ci'     | 'us-west-2'           | W2     | ['app-ci-us-west-2': 'sign CREDENTIALS']  || 'cdn'               | 'copy-credentials'
    'app-ci'     | 'us-east-1'           | []     | ['app-ci-us-east-1': 'sign CREDENTIALS']  || 'cdn'               | 'copy-credentials'
    // The canonical bucket is not probed, so its probes failing changes nothing.
    'app-ci'     | 'us-east-1'           | []     | ['app-ci-us-east-1': 'TIMEOUT']           || 'app-ci-us-east-1'  | 'copy-authoritative'
    // Both fail: the operator is told of the first, the client goes to the CDN.
    'app-ci'     | 'us-east-2'           | E2     | ['app-ci-us-east-2': 'TIMEOUT', 'app-ci-us-east-1': 'sign CREDENTIALS'] || 'cdn' | 'copy-timeout'
    'app-ci'     | 'us-east-2'           | []     | ['app-ci-us-east-1': 'sign CREDENTIALS']  || 'cdn'               | 'copy-credentials'
    // Elsewhere fails what this client would not read: nothing changes.
    'app-ci'     | 'us-west-2'           | ALL    | ['app-ci-us-east-2': 'TIMEOUT']           || 'app-ci-us-west-2'  | 'copy-present'
    'app-ci'     | 'gcp'                 | ALL    | ['app-ci-us-west-2': 'TIMEOUT']           || 'cdn'               | 'no-cheaper-copy'
    // 10 foot: a build farm's own bucket for us-east-1, app-ci's replicas for the others, else the CDN.
    'build01'    | 'us-east-1'           | []     | [:]                                       || 'build01-us-east-1' | 'copy-authoritative'
    'build01'    | 'us-east-1'           | ALL    | [:]                                       || 'build01-us-east-1' | 'copy-authoritative'
    'build01'    | 'us-west-2'           | W2     | [:]                                       || 'app-ci-us-west-2'  | 'copy-present'
    'build01'    | 'us-west-2'           | []     | [:]                                       || 'cdn'               | 'copy-absent'
    'build01'    | 'us-west-1'           | ALL    | [:]                                       || 'app-ci-us-west-1'  | 'copy-present'
    'build01'    | 'us-west-1'           | []     | [:]                                       || 'cdn'               | 'copy-absent'
    'build01'    | 'us-east-2'           | E2     | [:]                                       || 'app-ci-us-east-2'  | 'copy-present'
    'build01'    | 'us-east-2'           | []     | [:]                                       || 'cdn'               | 'copy-absent'
    'build01'    | 'us-west-2'           | W2     | ['app-ci-us-west-2': 'CREDENTIALS']       || 'cdn'               | 'copy-credentials'
    'build01'    | 'us-west-2'           | W2     | ['app-ci-us-west-2': 'TIMEOUT']           || 'cdn'               | 'copy-timeout'
    'build01'    | 'us-east-2'           | E2     | ['app-ci-us-east-2': 'FORBIDDEN']         || 'cdn'               | 'copy-forbidden'
    'build01'    | 'us-east-1'           | []     | ['build01-us-east-1': 'sign CREDENTIALS'] || 'cdn'               | 'copy-credentials'
    'build01'    | 'gcp'                 | ALL    | [:]                                       || 'cdn'               | 'no-cheaper-copy'
    'build01'    | 'internet'            | ALL    | [:]                                       || 'cdn'               | 'no-cheaper-copy'
    'build01'    | 'aws, region unknown' | ALL    | [:]                                       || 'cdn'               | 'no-cheaper-copy'
    'build01'    | 'eu-west-1'           | ALL    | [:]                                       || 'cdn'               | 'no-cheaper-copy'
    'build02'    | 'us-east-2'           | E2     | [:]                                       || 'app-ci-us-east-2'  | 'copy-present'
    'build02'    | 'us-east-2'           | []     | [:]                                       || 'build02-us-east-1' | 'copy-authoritative'
    'build02'    | 'us-west-2'           | []     | [:]                                       || 'cdn'               | 'copy-absent'
    // Nothing is hard-wired to the US.
    'eu'         | 'eu-west-1'           | ['eu-west-1-only'] | [:]                           || 'eu-west-1-only'    | 'copy-present'
    'eu'         | 'us-east-1'           | ['eu-west-1-only'] | [:]                           || 'cdn'               | 'no-cheaper-copy'
  }

  def "a CDN price of #cdn lets a us-west-2 client without replica read from #target"() {
    given:
    def context = new FakeContext(DISTRIBUTIONS['app-ci'], FakeContext.withCdnAt(cdn))
    def strategy = new RegistryProvider().create(context)

    expect:
    bucketOf(strategy.decide(Requests.get(Blobs.path('a'), context.regions.addressIn('us-west-2')))) == target

    where:
    cdn    || target
    0.0d   || 'cdn'
    0.015d || 'cdn'
    0.02d  || 'cdn'
    0.021d || 'app-ci-us-east-1'
    0.085d || 'app-ci-us-east-1'
  }

  def "only what a client could be sent to is probed, once"() {
    given:
    def context = new FakeContext(DISTRIBUTIONS['app-ci'])
    def strategy = new RegistryProvider().create(context)

    when:
    strategy.decide(Requests.get(Blobs.path('a'), context.regions.addressIn(client)))

    then:
    context.objectStores.stores.findAll { it.value.probes }.keySet() == probed as Set

    where:
    client      || probed
    'us-east-1' || []
    'us-west-2' || ['app-ci-us-west-2']
    'us-east-2' || ['app-ci-us-east-2']
    'gcp'       || []
  }

  static void fail(store, String fault) {
    def doubt = Optional.of(Doubt.valueOf(fault.replace('sign ', '')))
    fault.startsWith('sign ') ? (store.presignFails = doubt) : (store.probeFails = doubt)
  }

  static String bucketOf(RouteDecision decision) {
    decision instanceof RouteDecision.PassThrough ? 'cdn' : (decision.location() =~ /^https:\/\/([^.]+)\.s3\./)[0][1]
  }
}
