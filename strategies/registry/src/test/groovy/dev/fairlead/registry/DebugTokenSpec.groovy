package dev.fairlead.registry

import dev.fairlead.spi.CommandProvider
import dev.fairlead.spi.ConfigurationException
import dev.fairlead.spi.RouteDecision
import dev.fairlead.spi.RouteDecision.Redirect
import dev.fairlead.tck.FakeClock
import dev.fairlead.tck.FakeConsole
import dev.fairlead.tck.FakeContext
import dev.fairlead.tck.Requests
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

/** An operator tries a route with a token; nobody else can. */
class DebugTokenSpec extends Specification {
  static final SECRET = 'a secret of thirty-two characters'
  static final PATH = Blobs.path('a')
  static final NOW = new FakeClock().now.epochSecond
  static final MINUTE = 60
  @TempDir Path folder
  FakeContext context

  static String agent(Map changes = [:]) {
    def token = [secret: SECRET, path: PATH, name: 'us-west-2', expiry: NOW + 5 * MINUTE] + changes
    def signed = DebugToken.of(token.secret).sign(token.path, token.name, Instant.ofEpochSecond(token.expiry))
    "debugregistry/${token.name} token/$signed"
  }

  RouteDecision ask(String agent, Map settings = ['debug-token-secret': SECRET], String path = PATH) {
    context = new FakeContext([copies: RedirectSpec.COPIES] + settings)
    def strategy = new RegistryProvider().create(context)
    context.objectStores.of('west').keys << PATH.substring(1)
    strategy.decide(Requests.request('GET', path, context.regions.addressIn('internet'), ['User-Agent': agent]))
  }

  String target(RouteDecision decision) {
    decision instanceof Redirect ? decision.location().find(/\/\/(\w+)/)[2..-1] : 'cdn'
  }

  List<String> counted() {
    ['taken', 'refused'].findAll {
      context.metrics.count('fairlead.registry.debug.user.agent', 'mount', 'm', 'result', it) == 1
    }
  }

  def "a token for #name is taken, with debug-user-agent #open"() {
    when:
    def decision = ask(agent(name: name), ['debug-token-secret': SECRET, 'debug-user-agent': open])

    then:
    target(decision) == where
    decision.trace().reason() == reason
    counted() == ['taken']

    where:
    name         | open  || where  | reason
    'us-west-2'  | false || 'west' | 'copy-present'
    'us-west-2'  | true  || 'west' | 'copy-present'
    'us-east-1'  | false || 'east' | 'copy-authoritative'
    'local'      | false || 'east' | 'copy-authoritative'
    'cloudfront' | false || 'cdn'  | 'debug-cloudfront'
  }

  def "#what is treated like any other request, and counted"() {
    expect:
    ask(agent).trace().reason() == 'no-cheaper-copy'
    counted() == ['refused']

    where:
    what                           | agent
    'no token'                     | 'debugregistry/us-west-2'
    'an empty token'               | 'debugregistry/us-west-2 token/'
    'an expiry alone'              | "debugregistry/us-west-2 token/${NOW + MINUTE}"
    'an expiry and no MAC'         | "debugregistry/us-west-2 token/${NOW + MINUTE}."
    'a MAC of its own'             | "debugregistry/us-west-2 token/${NOW + MINUTE}.${'A' * 43}"
    'a MAC by another secret'      | agent(secret: 'another ' + SECRET)
    'a token for another path'     | agent(path: Blobs.path('b'))
    'a token for the same, spelt otherwise' | agent(path: PATH.replace('sha256', '%73ha256'))
    'a token for another region'   | agent(name: 'us-east-2').replace('us-east-2', 'us-west-2')
    'a token for local'            | agent(name: 'local').replace('local', 'us-west-2')
    'a region that nobody knows'   | agent(name: 'us-moon-1')
    'a token that ends now'        | agent(expiry: NOW)
    'a token that ended'           | agent(expiry: NOW - 1)
    'a token that lives too long'  | agent(expiry: NOW + 15 * MINUTE + 1)
    'a later expiry'               | agent().replace("/${NOW + 5 * MINUTE}.", "/${NOW + 6 * MINUTE}.")
    'an expiry with a zero before' | agent().replace(' token/', ' token/0')
    'an expiry below zero'         | agent(expiry: -5)
    'an expiry out of all bounds'  | agent().replace(' token/', ' token/99999999999999999999')
    'a MAC cut short'              | agent()[0..-2]
    'a MAC and more'               | agent() + 'A'
    'a MAC with padding'           | agent() + '='
    'a space behind'               | agent() + ' '
    'two spaces'                   | agent().replace(' token/', '  token/')
    'two tokens'                   | agent() + ' token/' + agent().split('/').last()
    'no region'                    | agent(name: '')
  }

  def "a MAC of which any one character differs is refused"() {
    given:
    def good = agent()

    expect:
    (good.lastIndexOf('.') + 1..<good.length()).every { at ->
      def other = good[at] == 'A' ? 'B' : 'A'
      ask(good.substring(0, at) + other + good.substring(at + 1)).trace().reason() == 'no-cheaper-copy'
    }
  }

  def "other spellings of the MAC's last bits are refused"() {
    given:
    def good = agent()
    def alphabet = [*'A'..'Z', *'a'..'z', *'0'..'9', '-', '_']

    expect:
    alphabet.count { counts(good[0..-2] + it) } == 1
  }

  boolean counts(String agent) {
    ask(agent)
    counted() == ['taken']
  }

  def "a token that lives for #seconds s is taken"() {
    expect:
    counts(agent(expiry: NOW + seconds))

    where:
    seconds << [1, 15 * MINUTE]
  }

  def "without a secret a token is nothing, with debug-user-agent #open"() {
    expect:
    ask(agent(), ['debug-user-agent': open]).trace().reason() == 'no-cheaper-copy'
    counted() == count

    where:
    open  || count
    false || []
    true  || ['refused']
  }

  def "a short secret stops the start without being told"() {
    when:
    ask('x', ['debug-token-secret': 'hunter2-hunter2-hunter2-hunter2'])

    then:
    def refused = thrown(ConfigurationException)
    refused.message == 'fairlead.mounts.m.settings.debug-token-secret: the secret is shorter than 32 characters'
  }

  def "the command makes a user agent that the strategy takes"() {
    given:
    def console = new FakeConsole()
    def arguments = ['--secret-file', secretFile(SECRET + '\n'), '--path', PATH, '--region', 'us-west-2'] + more

    when:
    def code = command().run(arguments, console)
    def printed = console.printed.toString().trim()

    then:
    code == 0
    printed == agent(expiry: NOW + minutes * MINUTE)
    counts(printed)

    where:
    more                || minutes
    []                  || 5
    ['--minutes', '15'] || 15
  }

  def "the command refuses #arguments: #problem"() {
    when:
    command().run(arguments.collect { it == 'F' ? secretFile(secret) : it }, new FakeConsole())

    then:
    def refused = thrown(IllegalArgumentException)
    refused.message.contains(problem)
    !refused.message.contains(secret)

    where:
    arguments                                                                       | secret   || problem
    []                                                                              | SECRET   || '--secret-file is missing'
    ['--secret-file', 'F', '--region', 'us-west-2']                                 | SECRET   || '--path is missing'
    ['--secret-file', 'F', '--path', '/x']                                          | SECRET   || '--region is missing'
    ['--secret-file', 'F', '--path', 'x', '--region', 'us-west-2']                  | SECRET   || 'does not begin with a slash'
    ['--secret-file', 'F', '--path', '/x', '--region', 'us west']                   | SECRET   || 'is not a region'
    ['--secret-file', 'F', '--path', '/x', '--region', 'us-west-2', '--minutes', '16'] | SECRET || 'is not 1 to 15'
    ['--secret-file', 'F', '--path', '/x', '--region', 'us-west-2', '--minutes', '0'] | SECRET || 'is not 1 to 15'
    ['--secret-file', 'F', '--path', '/x', '--region', 'us-west-2', '--minutes']    | SECRET   || 'has no value'
    ['--secret-file', '/no/such', '--path', '/x', '--region', 'us-west-2']          | SECRET   || "can't be read"
    ['--secret', 'x']                                                               | SECRET   || 'is unknown'
    ['--secret-file', 'F', '--path', '/x', '--region', 'us-west-2']                 | 'short!' || 'shorter than 32'
  }

  CommandProvider command() {
    ServiceLoader.load(CommandProvider).find { it.name() == 'debug-token' && it.summary() }
  }

  String secretFile(String secret) {
    Files.writeString(folder.resolve('secret'), secret).toString()
  }
}
