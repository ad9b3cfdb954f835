package dev.fairlead.app.http

import static dev.fairlead.app.SampleRanges.from

import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.TwoRegistries
import dev.fairlead.testbed.Fault
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Retry
import spock.lang.Shared
import spock.lang.Specification

/** STS fails, roles are refused, sessions are too short: the copy is left out, for a counted reason. */
class CredentialFaultsSpec extends Specification {
  @Shared @AutoCleanup TwoRegistries registries = new TwoRegistries()

  def sts() {
    registries.testbed.sts()
  }

  def cleanup() {
    sts().heal()
    sts().allow(TwoRegistries.ROLE)
  }

  @Retry(count = 2)
  def "with #what the role's copy is left out for #reason"() {
    given:
    def server = ServiceFixture.start(registries.yaml(deadline: '500ms'))
    server.get("/${registries.everywhere.key()}", from('us-west-2'))
    fault(this)

    when:
    long start = System.nanoTime()
    def answer = server.get("/build01/${registries.everywhere.key()}", from('us-west-2'))
    def took = (System.nanoTime() - start).intdiv(1_000_000)

    then:
    registries.destination(answer) == 'build01 CDN'
    took <= 600
    server.metric('fairlead_decisions_total', [mount: 'build01', reason: reason]) == 1

    and: 'what needs no role goes on'
    registries.destination(server.get("/${registries.everywhere.key()}", from('us-west-2'))) == 'app-ci-us-west-2'

    cleanup:
    server?.close()

    where:
    what                      | fault                                                            || reason
    'STS answering 503'       | { it.sts().fail(new Fault.Status(503, 'ServiceUnavailable')) }    || 'copy-credentials'
    'STS cutting connections' | { it.sts().fail(new Fault.Reset()) }                              || 'copy-credentials'
    'STS hanging'             | { it.sts().fail(new Fault.Hang()) }                               || 'copy-timeout'
    'the role refused'        | { it.sts().deny(TwoRegistries.ROLE) }                             || 'copy-credentials'
    'sessions of 30 seconds'  | { it.sts().allow(TwoRegistries.ROLE, Duration.ofSeconds(30)) }    || 'copy-credentials'
    'expired sessions'        | { it.sts().allow(TwoRegistries.ROLE, Duration.ofSeconds(-5)) }    || 'copy-credentials'
  }
}
