package dev.fairlead.app.edge

import static dev.fairlead.app.SampleRanges.addressIn
import static dev.fairlead.app.edge.Edge.*

import dev.fairlead.app.SampleRanges
import dev.fairlead.app.TwoRegistries
import dev.fairlead.app.lambda.FunctionProcess
import dev.fairlead.testbed.Fault
import dev.fairlead.testbed.FunctionUrl
import dev.fairlead.testbed.Testbed
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** From CloudFront's event to the viewer's answer: the shim in Node, a function URL, the program under AWS's runtime client. */
@Requires(value = { dev.fairlead.app.edge.Node.HERE }, reason = 'there is no node to run the shim in')
class ShimToFunctionSpec extends Specification {
  static final SECRET = 'a secret of 16 characters'
  static final RHCOS = 'releases/rhcos-4.11/411.86/x86_64/rhcos+aws.vmdk.gz'
  @Shared @TempDir Path folder
  @Shared @AutoCleanup TwoRegistries registries = new TwoRegistries()
  @Shared @AutoCleanup FunctionProcess function
  @Shared @AutoCleanup FunctionUrl open
  @Shared @AutoCleanup FunctionUrl signed
  @Shared Map<String, Node> shims

  def setupSpec() {
    registries.testbed.s3().createBucket('art-rhcos-ci', 'us-east-1')
    Files.writeString(folder.resolve('aws-ip-ranges.json'), SampleRanges.json())
    def config = Files.writeString(folder.resolve('fairlead.yml'), """${registries.yaml()}
    rhcos:
      strategy: rhcos
      match: { distribution: E3DTOB2AA6Z2NE, prefix: /art }
      access: public
      pass-through: { to: "https://d3example.cloudfront.net" }
      settings:
        strip-prefix: /storage/
        copies: [{ bucket: art-rhcos-ci, region: us-east-1, authoritative: true, presign: true }]
  edge: { secret: "$SECRET" }
""")
    function = FunctionProcess.serve(['--config', config as String])
    open = FunctionUrl.open(function.runtime.&invoke)
    signed = FunctionUrl.signed(function.runtime.&invoke, registries.testbed.credentials())
    shims = [iam: shim(auth: 'iam', 'function-url': signed.endpoint() as String),
             secret: shim(auth: 'secret', secret: SECRET, 'function-url': open.endpoint() as String),
             'wrong secret': shim(auth: 'secret', secret: SECRET.reverse(), 'function-url': open.endpoint() as String)]
  }

  Node shim(Map edge) {
    def settings = unpacked(Files.createTempDirectory(folder, 'shim'), [region: 'us-east-1', deadline: '5s', paths: ['/']] + edge)
    new Node([Node.script('shim-harness.js'), settings as String])
  }

  def cleanupSpec() {
    shims?.values()*.close()
  }

  Map ask(String auth, String place, String uri, String distribution) {
    def event = viewerRequest(clientIp: addressIn(place), uri: uri, querystring: '')
    event.Records[0].cf.config.distributionId = distribution
    shims[auth].ask(event: event, environment: [AWS_ACCESS_KEY_ID: Testbed.ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: Testbed.SECRET_ACCESS_KEY])
  }

  def "a client in #place is #outcome, asked by #auth"() {
    when:
    def answer = ask(auth, place, "/${registries.everywhere.key()}", 'E2KP8SMSY4XB67')

    then:
    outcome == 'passed through' ? answer.unchanged
        : answer.answer.status == '307' && URI.create(answer.answer.headers.location[0].value).path.split('/')[1] == outcome

    where:
    auth           | place          || outcome
    'iam'          | 'us-east-1'    || 'app-ci-us-east-1'
    'iam'          | 'us-west-2'    || 'app-ci-us-west-2'
    'iam'          | 'the internet' || 'passed through'
    'secret'       | 'us-east-1'    || 'app-ci-us-east-1'
    'secret'       | 'the internet' || 'passed through'
    'wrong secret' | 'us-east-1'    || 'passed through'
  }

  def "what the redirect leads to are the bytes"() {
    expect:
    TwoRegistries.download(ask('iam', 'us-west-2', "/${registries.everywhere.key()}", 'E2KP8SMSY4XB67').answer.headers.location[0].value) == registries.everywhere.bytes()
  }

  def "a rewritten path goes on through CloudFront, quoted as S3 wants it, and nothing else is touched"() {
    when:
    def answer = ask('iam', 'the internet', "/art/storage/$RHCOS", 'E3DTOB2AA6Z2NE').answer

    then:
    answer == viewerRequest(clientIp: addressIn('the internet'), querystring: '', uri: answer.uri).Records[0].cf.request
    answer.uri == '/art/' + RHCOS.replace('+', '%2B')
  }

  def "a function that hangs or fails is passed by: #fault"() {
    given:
    signed.faults().fail('/.fairlead/edge', fault)

    expect:
    ask('iam', 'us-east-1', "/${registries.everywhere.key()}", 'E2KP8SMSY4XB67').unchanged

    cleanup:
    signed.faults().healAll()

    where:
    fault << [new Fault.Status(500, 'InternalError'), new Fault.Hang()]
  }
}
