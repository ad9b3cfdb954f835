package dev.fairlead.testbed.demo

import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class TestbedArgumentsSpec extends Specification {

  @TempDir
  Path folder

  def "buckets, CDNs, a mirror and ports are read"() {
    expect:
    TestbedArguments.parse(['--bucket', 'a=us-east-1', '--s3-port', '9', '--bucket', 'b=us-west-2', '--cdn', 'a',
        '--upstream', "$folder/.".toString(), '--upstream-port', '8', '--upstream-fault-file', 'f']) ==
        new TestbedArguments(9, 0, [a: 'us-east-1', b: 'us-west-2'], ['a'], Optional.of(folder), 8, Optional.of(Path.of('f')))
  }

  def "#arguments is refused with a word on what would be right"() {
    when:
    TestbedArguments.parse(arguments)

    then:
    IllegalArgumentException e = thrown()
    e.message.contains(said)

    where:
    arguments               || said
    ['--bucket', 'a']       || 'name=region'
    ['--bucket']            || 'name=region'
    ['--cdn', 'a']          || 'not one of the buckets'
    ['--s3-port', '99999']  || 'from 1 to 65535'
    ['--sts-port', 'x']     || 'not a port'
    ['--upstream', '/?']    || 'not a folder'
    ['--s4-port', '1']      || 'there are --s3-port'
  }
}
