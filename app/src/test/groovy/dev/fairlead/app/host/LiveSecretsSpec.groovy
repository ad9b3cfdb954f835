package dev.fairlead.app.host

import dev.fairlead.app.aws.S3Stub
import dev.fairlead.app.config.SecretSettings
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

class LiveSecretsSpec extends Specification {
  static final ARN = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:mirror-accounts-AbCdEf'
  @TempDir Path folder
  @AutoCleanup('shutdownNow') def threads = Executors.newVirtualThreadPerTaskExecutor()
  def soon = new PollingConditions(timeout: 10)

  def secrets() {
    new LiveSecrets(new SecretSettings(folder, Duration.ofMillis(20)), threads)
  }

  static Integer number(String text) {
    text.strip() as Integer // a NumberFormatException is an IllegalArgumentException
  }

  void write(String text) {
    Files.writeString(folder.resolve('new'), text)
    Files.move(folder.resolve('new'), folder.resolve('secret'), java.nio.file.StandardCopyOption.ATOMIC_MOVE)
  }

  def "a file is read again, and what is wrong then changes nothing"() {
    given:
    write('1')
    def secret = secrets().open('secret') { number(it) }

    expect:
    secret.get() == 1

    when:
    write('2')

    then:
    soon.eventually { assert secret.get() == 2 }

    when:
    write('rubbish')
    Thread.sleep(100)

    then:
    secret.get() == 2

    when:
    Files.delete(folder.resolve('secret'))
    Thread.sleep(100)
    write('3')

    then:
    soon.eventually { assert secret.get() == 3 }
  }

  def "what is wrong from the start is told"() {
    given:
    write('rubbish')

    when:
    secrets().open('secret') { number(it) }

    then:
    thrown(IllegalArgumentException)

    when:
    secrets().open('none') { it }

    then:
    def e = thrown(IOException)
    e.message == 'there is no such file'
  }

  def "an ARN is read from Secrets Manager; #status is #outcome"() {
    given:
    def stub = new S3Stub()
    stub.answer = { S3Stub.xml(it, status, body) }
    def properties = ['aws.endpointUrlSecretsManager': stub.url, 'aws.accessKeyId': 'AKIA', 'aws.secretAccessKey': 'x']
    def before = properties.collectEntries { [it.key, System.getProperty(it.key)] }
    properties.each { System.setProperty(it.key, it.value) }

    when:
    def told
    try {
      told = secrets().open(ARN) { it }.get()
    } catch (IOException e) {
      told = e.message
    }

    then:
    told.startsWith(outcome)
    stub.authorizations.every { it.contains('/eu-west-1/secretsmanager/aws4_request') }
    told.readLines().size() == 1

    cleanup:
    before.each { it.value == null ? System.clearProperty(it.key) : System.setProperty(it.key, it.value) }
    stub.close()

    where:
    status | body                                                        || outcome
    200    | '{"SecretString": "{\\"acme\\": \\"x\\"}"}'                 || '{"acme": "x"}'
    200    | '{"SecretBinary": "eA=="}'                                  || 'is binary'
    400    | '{"__type": "ResourceNotFoundException", "message": "no"}'  || "Secrets Manager doesn't give it: "
  }
}
