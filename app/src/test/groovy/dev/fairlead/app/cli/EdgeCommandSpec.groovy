package dev.fairlead.app.cli

import dev.fairlead.app.edge.Json
import dev.fairlead.spi.CommandProvider.Console
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.ZipFile
import picocli.CommandLine
import spock.lang.Specification
import spock.lang.TempDir

class EdgeCommandSpec extends Specification {
  static final URL = 'https://abc123.lambda-url.us-west-2.on.aws'
  @TempDir Path folder
  def out = new ByteArrayOutputStream()
  def fault = null

  int run(String... arguments) {
    def stream = new PrintStream(out, true, 'UTF-8')
    def console = [out: { stream }, err: { stream }, run: { 0 }] as Console
    EdgeCommand.create(console)
        .setExecutionExceptionHandler { e, _, _2 -> fault = e.message; 1 }
        .setErr(new PrintWriter(Writer.nullWriter()))
        .execute(arguments)
  }

  String config(String edge) {
    def file = folder.resolve('fairlead.yml')
    Files.writeString(file, """
fairlead:
  edge: $edge
  mounts:
    m: { strategy: registry, access: public, match: { distribution: E1, prefix: /blobs }, pass-through: { to: "https://cdn.example" } }
""")
    file.toString()
  }

  String at(String name) {
    folder.resolve(name).toString()
  }

  def "the bundle holds the shim and its configuration, and its steps say what is granted"() {
    when:
    def code = run('bundle', '--config', config("{ function-url: '$URL' }"), '-o', at('edge.zip'))

    then:
    code == 0
    try (def zip = new ZipFile(at('edge.zip'))) {
      assert zip.stream()*.name == ['index.js', 'config.json']
      assert new String(zip.getInputStream(zip.getEntry('index.js')).bytes) == Files.readString(Path.of('src/edge/shim.js'))
      assert Json.value(new String(zip.getInputStream(zip.getEntry('config.json')).bytes)) == [
          functionUrl: URL, auth: 'iam', region: 'us-west-2', deadlineMillis: 700, paths: ['/blobs'],
          forwardHeaders: ['accept', 'host', 'if-modified-since', 'if-none-match', 'if-range', 'range', 'user-agent'], redirectHosts: []]
    }
    with(out.toString('UTF-8')) {
      contains('"lambda:InvokeFunctionUrl", "lambda:InvokeFunction"')
      contains('arn:aws:lambda:us-west-2:')
      contains("fileb://${at('edge.zip')}")
      !(it =~ /\{[A-Z]+}/)
    }
  }

  def "the same settings make the same bytes, another secret others"() {
    given:
    def edge = { "{ function-url: '$URL', auth: secret, secret: $it }" }

    when:
    run('bundle', '--config', config(edge('0123456789abcdef')), '-o', at('a.zip'))
    run('bundle', '--config', config(edge('0123456789abcdef')), '-o', at('b.zip'))
    run('bundle', '--config', config(edge('0123456789abcdeg')), '-o', at('c.zip'))

    then:
    Files.mismatch(folder.resolve('a.zip'), folder.resolve('b.zip')) == -1
    Files.mismatch(folder.resolve('a.zip'), folder.resolve('c.zip')) >= 0
    out.toString('UTF-8').contains('--function-url-auth-type NONE')
    !out.toString('UTF-8').contains('0123456789abcde')
  }

  def "the steps are a shell script"() {
    given:
    run('bundle', '--config', config("{ function-url: '$URL' }"), '-o', at('edge.zip'))
    Files.write(folder.resolve('steps.sh'), out.toByteArray())

    expect:
    new ProcessBuilder('bash', '-n', at('steps.sh')).inheritIO().start().waitFor() == 0
  }

  def "the filter has the router and the paths in it"() {
    expect:
    run('filter', '--config', config("{ router-url: 'https://router.example/' }"), '-o', at('filter.js')) == 0
    Files.readString(folder.resolve('filter.js')).contains('const config = {"router":"https://router.example","passThrough":["cdn.example"],"paths":["/blobs"]};')
  }

  def "the store is made of #what"() {
    expect:
    run('ranges', *arguments(this), '-o', at('kvs.json')) == 0
    def data = Json.value(Files.readString(folder.resolve('kvs.json'))).data
    data*.key.containsAll(['4', '6'])
    data.every { it.keySet() == ['key', 'value'] as Set }
    out.toString('UTF-8').contains("kvs.json: ${data.size()} keys")

    where:
    what                        | arguments
    'regions and embedded'      | { ['--region', 'us-east-1', '--region', 'us-west-2'] }
    'another cloud'             | { ['--cloud', 'gcp', '--region', 'us-central1'] }
    'what the file says'        | { ['--config', it.config('{ regions: [us-east-1] }')] }
  }

  def "#arguments: #hint"() {
    expect:
    run(*arguments(this)) == 1
    fault.contains(hint)
    fault.readLines().size() == 1

    where:
    arguments                                                                                     || hint
    ({ ['ranges', '--region', 'us-wets-2', '-o', it.at('x')] })                                   || "unknown region 'us-wets-2' of aws; known are"
    ({ ['ranges', '--config', it.config('{}'), '-o', it.at('x')] })                               || 'no region; give --region, or edge.regions'
    ({ ['ranges', '--region', 'us-east-1', '-o', it.at('no/x')] })                                || "can't be written"
    ({ ['ranges', '--region', 'us-east-1', '--ranges', it.at('none.json'), '-o', it.at('x')] })   || 'none.json'
    ({ ['bundle', '--config', it.config('{}'), '-o', it.at('x')] })                               || 'fairlead.edge.function-url'
    ({ ['bundle', '--config', it.config('{ function-urls: x }'), '-o', it.at('x')] })             || "did you mean 'function-url'?"
    ({ ['filter', '--config', it.config('{}'), '-o', it.at('x')] })                               || 'fairlead.edge.router-url'
    ({ ['filter', '--config', it.config("{ router-url: 'https://r.example', paths: [/${'a' * 9000}] }"), '-o', it.at('x')] }) || 'CloudFront takes 10240'
  }
}
