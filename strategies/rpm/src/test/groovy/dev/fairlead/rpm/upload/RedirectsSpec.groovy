package dev.fairlead.rpm.upload

import static dev.fairlead.rpm.file.SampleRpms.ODD
import static dev.fairlead.rpm.upload.Mirror.target

import dev.fairlead.rpm.file.SampleRpms
import dev.fairlead.tck.FakeReply
import spock.lang.Specification

class RedirectsSpec extends Specification {
  Mirror mirror = new Mirror('redirect-hosts': ['https://192.0.2.7', 'https://192.0.2.7:8443', 'https://localhost'])

  def "a redirect to #location is followed to #base"() {
    given:
    mirror.upstream.answers(target(ODD), FakeReply.status(status, [Location: location]))
    mirror.context.upstreams().of(base).answers(there, SampleRpms.bytes(ODD))

    expect:
    mirror.refusal(ODD) == 'stored'
    mirror.bucket().objects[Mirror.key(ODD)].metadata.origin == 'https://cdn.example' + target(ODD)

    where:
    status | location                       | base                      | there
    301    | 'https://192.0.2.7/a%2Bb?t=1'  | 'https://192.0.2.7'       | '/a%2Bb?t=1'
    302    | 'https://192.0.2.7:8443/a#f'   | 'https://192.0.2.7:8443'  | '/a'
    303    | '/moved/x.rpm'                 | 'https://cdn.example'     | '/moved/x.rpm'
    307    | 'x.rpm'                        | 'https://cdn.example'     | Mirror.FOLDER + '/Packages/l/x.rpm'
    308    | '//192.0.2.7/x'                | 'https://192.0.2.7'       | '/x'
  }

  def "a redirect to #location is refused: #reason"() {
    given:
    mirror.upstream.answers(target(ODD), FakeReply.status(302, [Location: location]))

    expect:
    mirror.refusal(ODD).contains(reason)
    mirror.bucket().objects.isEmpty()
    mirror.context.upstreams().sources.keySet() == ['https://cdn.example'] as Set

    where:
    location                              || reason
    'http://192.0.2.7/x'                  || 'to the scheme http'
    'file:///etc/passwd'                  || 'to the scheme file'
    'https://evil.example/x?token=secret' || "to evil.example, which redirect-hosts doesn't name"
    'https://192.0.2.7:9/x'               || "to 192.0.2.7:9, which redirect-hosts doesn't name"
    'https://169.254.169.254/latest'      || "redirect-hosts doesn't name"
    'https://localhost/x'                 || 'an address of an inner network'
    'https://user@192.0.2.7/x'            || 'no URL of a host and a path'
    'https://'                            || 'redirects to'
    'x y'                                 || 'what is no URL'
  }

  def "redirects without an end are given up"() {
    given:
    mirror.upstream.answers(target(ODD), FakeReply.status(302, [Location: 'https://192.0.2.7/x']))
    mirror.context.upstreams().of('https://192.0.2.7').answers('/x', FakeReply.status(302, [Location: '/x']))

    expect:
    mirror.refusal(ODD) == 'the source redirects more than 5 times'
    mirror.context.upstreams().of('https://192.0.2.7').asked.size() == 5
  }
}
