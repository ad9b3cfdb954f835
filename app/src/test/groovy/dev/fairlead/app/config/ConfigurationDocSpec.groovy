package dev.fairlead.app.config

import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.access.Gates
import dev.fairlead.app.host.Host
import dev.fairlead.app.host.MountFixture
import dev.fairlead.spi.RouteDecision.PassThrough
import dev.fairlead.spi.Settings
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** docs/configuration.md and the program know the same keys. */
class ConfigurationDocSpec extends Specification {
  static final PAGE = Files.readString(Path.of('../docs/configuration.md'))
  @TempDir Path folder

  Set<String> keysOfTheProgram() {
    def (publicKey, privateKey) = ['k-public.pem', 'k.pem'].collect { folder.resolve(it) }
    Gates.write(folder, 'k', Gates.rsa())
    def mount = [
        strategy: 'registry', access: 'public', match: [prefix: '/'], 'pass-through': [to: 'https://cdn.example'],
        settings: [copies: [[bucket: 'one', region: 'us-east-1']]],
    ]
    def signed = mount + [
        match: [prefix: '/signed'],
        access: ['signed-for': 'https://cdn.example', 'cloudfront-keys': [[id: 'K1', 'public-key-file': publicKey.toString()]]],
        'pass-through': [to: 'https://cdn.example', sign: ['key-pair-id': 'K2', 'private-key-file': privateKey.toString()]],
    ]
    def accounts = Files.writeString(folder.resolve('accounts'), 'u:p')
    def rhcos = mount + [
        strategy: 'rhcos', match: [prefix: '/rhcos'],
        settings: mount.settings + [
            rules: [[host: 'h', from: '/a/', to: '/']], aliases: [[from: '/b/', to: '/c/']],
            areas: [[prefix: '/', accounts: accounts.toString()]],
            streams: [
                sources: ['<name>': 'https://a.example/s.json'],
                profiles: ['<profile>': [base: 'https://b.example/', from: ['https://a.example/']]]]],
    ]
    def kept = [bucket: 'kept', region: 'us-east-1']
    def rpm = mount + [strategy: 'rpm', match: [prefix: '/rpm'], settings: kept]
    def oci = rpm + [match: [prefix: '/v2'], settings: kept + [layout: 'oci', 'allowed-prefixes': ['fedora/fedora']]]
    def isobuild = [
        strategy: 'isobuild', access: 'public', match: [prefix: '/iso'],
        settings: [
            'data-dir': folder.resolve('images').toString(), load: 'on-demand', deliver: [to: 's3'] + kept, 'base-url': 'https://images.example',
            'assisted-service': [url: 'http://assisted.example'],
            images: [[openshift_version: '4.18.0', cpu_architecture: 'x86_64', version: '418.94', url: 'https://mirror.example/a.iso']]]]
    def settings = Settings.of('fairlead', [server: [tls: ['certificate-file': 'tls.crt', 'key-file': 'tls.key'], 'plain-port': 8082], mounts: [m: mount, signed: signed, rhcos: rhcos, rpm: rpm, oci: oci, isobuild: isobuild]])
    Host.create(HostSettings.read(settings), [:], new SimpleMeterRegistry()).close()
    def keys = settings.known().collect {
      it.replaceFirst('^fairlead\\.', '')
          .replaceFirst('^mounts\\.(m|signed|rhcos|rpm|oci|isobuild)\\.settings\\.', 'settings.')
          .replaceFirst('^mounts\\.(m|signed|rhcos|rpm|oci|isobuild)(?=\\.|$)', 'mounts.<name>')
          .replaceAll('\\[\\d+]', '[]')
    } as Set
    keys.findAll { key -> !keys.any { it.startsWith("$key.") || it.startsWith("$key[") } }
  }

  static Set<String> keysOfThePage() {
    (PAGE =~ /(?m)^\| `([a-z][^`]*)` \|/).collect { it[1] } as Set
  }

  def "every key of the program has its row on the page"() {
    expect:
    keysOfTheProgram() - keysOfThePage() == [] as Set
  }

  def "every row of the page is a key of the program"() {
    expect:
    keysOfThePage() - keysOfTheProgram() - ['mounts.<name>.settings', 'mounts.<name>.access'] == [] as Set
  }

  def "the page's example of two mirrors works: #host#path is #answer"() {
    given:
    Files.writeString(folder.resolve('enterprise-accounts'), 'u:p')
    def example = PAGE.substring(PAGE.indexOf('## Strategy `rhcos`')).split('```')[1] - 'yaml\n'
    def mounts = example.replaceAll('"arn:aws:secretsmanager[^"]*"', 'enterprise-accounts').readLines()*.replaceFirst('^', '    ')
    def built = Host.create(
        ServiceFixture.settings(folder, "fairlead:\n  mounts:\n${mounts.join('\n')}\n"), [:], new SimpleMeterRegistry())

    when:
    def routed = built.router().route(MountFixture.request(path, host)).get()
    def decision = built.router().decide(routed)

    then:
    (decision instanceof PassThrough ? routed.passThroughUrl(decision.path()) : decision.reason().status()) == answer

    cleanup:
    built?.close()

    where:
    host                                  | path                                                   || answer
    'rhcos.mirror.openshift.com'          | '/art/storage/prod/streams/rhel-9.6/builds/9.6/a'      || 'https://d3example.cloudfront.net/prod/streams/rhel-9.6/builds/9.6/a'
    'releases-rhcos.svc.ci.openshift.org' | '/storage/releases/ootpa/410.8.20190412.1/meta.json'   || 'https://d3example.cloudfront.net/releases/ootpa/410.8.20190412.1/meta.json'
    'mirror.openshift.com'                | '/pub/openshift-v4/amd64/dependencies/rhcos/latest/a'  || 'https://d4example.cloudfront.net/pub/openshift-v4/x86_64/dependencies/rhcos/4.22/latest/a'
    'mirror.openshift.com'                | '/pub/openshift-v4/x86_64/dependencies/rhcos/4.21/4.21.0/rhcos-id.txt' || 'https://d4example.cloudfront.net/pub/openshift-v4/x86_64/dependencies/rhcos/4.21/4.21.0/rhcos-id.txt'
    'mirror.openshift.com'                | '/pub/'                                                || 'https://d4example.cloudfront.net/pub/index.html'
    'mirror.openshift.com'                | '/pockets/p/a'                                         || 401
  }
}
