package dev.fairlead.testbed.demo

import spock.lang.Specification

class TestbedArgumentsSpec extends Specification {

  def "buckets, CDNs and ports are read"() {
    expect:
    TestbedArguments.parse(['--bucket', 'a=us-east-1', '--s3-port', '9', '--bucket', 'b=us-west-2', '--cdn', 'a']) ==
        new TestbedArguments(9, 0, [a: 'us-east-1', b: 'us-west-2'], ['a'])
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
    ['--s4-port', '1']      || 'there are --s3-port'
  }
}
