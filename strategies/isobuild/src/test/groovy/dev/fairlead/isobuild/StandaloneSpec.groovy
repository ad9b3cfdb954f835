package dev.fairlead.isobuild

import static dev.fairlead.isobuild.ImageService.TOKEN
import static dev.fairlead.isobuild.ImageService.bytes
import static dev.fairlead.isobuild.ImageService.fields
import static dev.fairlead.isobuild.ImageService.status

import dev.fairlead.isobuild.cpio.CpioReader
import dev.fairlead.spi.Body
import dev.fairlead.spi.RouteDecision.Created
import groovy.json.JsonSlurper

/** Images that users post, without assisted-service: what is taken from whom. */
class StandaloneSpec extends StandaloneSpecification {
  def "what was posted is in the images that its owner is told of"() {
    given:
    def created = post(ORDER) as Created
    def told = told(created)
    def id = told.id

    expect:
    id ==~ /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/
    created.location() == "$BASE/images/$id"
    created.content().fields()['Cache-Control'] == 'no-store'
    told.expires_at == '2026-11-01T13:00:00Z'
    told.urls == [
        full_iso: "$BASE/byid/$id/418.94/x86_64/full.iso", minimal_iso: "$BASE/byid/$id/418.94/x86_64/minimal.iso",
        pxe_initrd: "$BASE/images/$id/pxe-initrd?version=418.94&arch=x86_64",
        kernel: "$BASE/boot-artifacts/kernel?version=418.94&arch=x86_64", rootfs: "$BASE/boot-artifacts/rootfs?version=418.94&arch=x86_64"]
    ['full_iso', 'minimal_iso'].every { kind ->
      def iso = served(told.urls[kind] as String)
      file(iso, 'config.ign') == IGNITION &&
          file(iso, 'etc/coreos-firstboot-network/eth0.nmconnection') == KEYFILE &&
          iso.kernelArguments().get() == 'default args p1 p2=3'
    }
    new String(bytes(service.decide(target(told.urls.full_iso))), 'ISO-8859-1').contains('more files')
    with(Body.of(bytes(service.decide(target(told.urls.pxe_initrd))))) { initrd ->
      def added = initrd.slice(LiveIsos.INITRD.length, initrd.length() - LiveIsos.INITRD.length)
      new String(CpioReader.find(added, 'config.ign', 1 << 20).orElseThrow()) == IGNITION
    }
    bytes(service.decide(target(told.urls.rootfs))) == LiveIsos.ROOTFS
    status(service.decide(target(told.urls.kernel))) == 200
    bytes(service.decide("/images/$id")) == bytes(created.content().body())
    service.assisted.asked.empty
  }

  def "an Ignition config that is a JSON object is taken, too"() {
    given:
    def told = told(post([version: '418.94', ignition: [ignition: [version: '3.2.0'], storage: [files: [[mode: 420]]]]]))

    expect:
    new JsonSlurper().parseText(file(served(told.urls.full_iso as String), 'config.ign')) == [ignition: [version: '3.2.0'], storage: [files: [[mode: 420]]]]
  }

  def "#what is answered #expected: #detail"() {
    given:
    def decision = post(order)

    expect:
    status(decision) == expected
    decision.detail().contains(detail)
    decision.detail().readLines().size() == 1
    !decision.detail().contains('hunter2')

    where:
    what                             | order                                                            || expected | detail
    'no body'                        | ''                                                               || 400      | 'no JSON object'
    'no JSON'                        | '{"version": hunter2}'                                           || 400      | 'the body is not JSON: line 1, column'
    'two bodies'                     | '{"version": "418.94"} {}'                                       || 400      | 'not JSON'
    'a key twice'                    | '{"version": "418.94", "version": "hunter2"}'                    || 400      | 'not JSON'
    'a list'                         | '[]'                                                             || 400      | 'no JSON object'
    'an unknown key'                 | ORDER + [ignitoin: 'hunter2']                                    || 400      | "'ignitoin' is none of [version, arch, ignition"
    'a key that is no word'          | ORDER + ['a\nb': 'hunter2']                                      || 400      | 'one of its keys'
    'no version'                     | ORDER - [version: '418.94']                                      || 400      | 'version is missing'
    'a number as a version'          | ORDER + [version: 4.18]                                          || 400      | 'version is missing: give it as a text'
    'an empty arch'                  | ORDER + [arch: '']                                               || 400      | 'arch is missing'
    'an unknown version'             | ORDER + [version: '1.2']                                         || 400      | "there is no full-iso of version '1.2' for 'x86_64'"
    'an unknown arch'                | ORDER + [arch: 'aarch64']                                        || 400      | "for 'aarch64'"
    'nothing to customise'           | [version: '418.94', kernel_arguments: []]                        || 400      | 'nothing to customise: give ignition'
    'ignition that is no JSON'       | ORDER + [ignition: '{hunter2']                                   || 400      | 'ignition is not JSON: line 1, column'
    'ignition without its version'   | ORDER + [ignition: [passwd: 'hunter2']]                          || 400      | 'ignition.version such as "3.4.0"'
    'ignition with a strange one'    | ORDER + [ignition: [ignition: [version: 'hunter2']]]             || 400      | 'ignition.version such as "3.4.0"'
    'a list as ignition'             | ORDER + [ignition: ['hunter2']]                                  || 400      | 'ignition.version such as "3.4.0"'
    'arguments that are no list'     | ORDER + [kernel_arguments: 'hunter2']                            || 400      | 'kernel_arguments is not a list'
    'an unknown operation'           | ORDER + [kernel_arguments: [[operation: 'hunter2', value: 'a']]] || 400      | 'append, delete, replace'
    'an argument with a line end'    | ORDER + [kernel_arguments: ['a\nhunter2']]                       || 400      | 'not printable ASCII'
    'an empty argument'              | ORDER + [kernel_arguments: ['']]                                 || 400      | 'empty'
    'a replacement without parts'    | ORDER + [kernel_arguments: [[operation: 'replace', value: 'a']]] || 400      | 'key=old=new'
    'arguments that are too long'    | ORDER + [kernel_arguments: ['a' * 1000]]                         || 413      | 'bytes, and the image has room for'
    'arguments for s390x'            | ORDER + [arch: 's390x', network_keyfiles: [:]]                   || 400      | 'no place for kernel arguments'
    'keyfiles for an old image'      | [version: '418.94', arch: 's390x', network_keyfiles: [a: 'b']]   || 400      | 'live-initrd-network'
    'keyfiles that are no object'    | ORDER + [network_keyfiles: ['hunter2']]                          || 400      | 'no JSON object of file names'
    'a keyfile in another folder'    | ORDER + [network_keyfiles: ['../hunter2': 'x']]                  || 400      | 'holds a /'
    'a keyfile that is a folder'     | ORDER + [network_keyfiles: ['..': 'x']]                          || 400      | 'no name of a file'
    'a keyfile without a name'       | ORDER + [network_keyfiles: ['': 'x']]                            || 400      | 'no name of a file'
    'a keyfile with a line end'      | ORDER + [network_keyfiles: ['a\nb': 'x']]                        || 400      | 'no name of a file'
    'a keyfile that is a number'     | ORDER + [network_keyfiles: [a: 1]]                               || 400      | 'network_keyfiles.a is no text'
    'a ramdisk that is no base64'    | ORDER + [ramdisk: 'hunter2!']                                    || 400      | 'not base64'
    'a ramdisk that is no text'      | ORDER + [ramdisk: 1]                                             || 400      | 'not a text'
    'a ramdisk beyond a minimal ISO' | ORDER + [ramdisk: ('a' * 10_000).bytes.encodeBase64() as String] || 413      | 'takes 10000 bytes, and the image has room for 8192'
    'more than an s390x has room'    | [version: '418.94', arch: 's390x', ignition: large()]            || 413      | 'the image has room for 4096'
  }

  static Map large() {
    def random = new byte[10_000]
    new Random(1).nextBytes(random)
    [ignition: [version: '3.4.0'], x: random.encodeBase64().toString()]
  }

  def "#method #target is answered #expected"() {
    given:
    def decision = service.decide(method, target, [Authorization: "Bearer $TOKEN"])

    expect:
    status(decision) == expected
    expected != 405 || fields(decision).Allow == allowed

    where:
    method   | target                                              || expected | allowed
    'GET'    | '/images'                                           || 405      | 'POST'
    'PUT'    | '/images'                                           || 405      | 'POST'
    'POST'   | "/images/$ImageService.ID"                          || 405      | 'GET, HEAD, DELETE'
    'GET'    | "/images/$ImageService.ID"                          || 404      | ''
    'GET'    | '/images/x'                                         || 404      | ''
    'DELETE' | "/images/$ImageService.ID"                          || 404      | ''
    'DELETE' | '/images/x'                                         || 404      | ''
    'DELETE' | "/byid/$ImageService.ID/418.94/x86_64/full.iso"     || 405      | 'GET, HEAD'
    'GET'    | "/byid/$ImageService.ID/418.94/x86_64/full.iso"     || 404      | ''
    'GET'    | "/images/$ImageService.ID/pxe-initrd?version=418.94" || 404     | ''
  }

  def "with #fields nobody posts or deletes, and nothing is read of what he sends"() {
    given:
    def id = told(post(ORDER)).id
    def refused = [post(ORDER, fields), service.decide('DELETE', "/images/$id", fields)]

    expect:
    refused.every {
      status(it) == 401 && it.fields()['WWW-Authenticate'] == 'Bearer realm="images"' && it.detail().contains('Authorization: Bearer') &&
          !"$it".contains(TOKEN) && !"$it".contains('guessed')
    }
    service.strategy.takesBody(service.request('POST', '/images', fields)).empty
    status(service.decide("/images/$id")) == 200

    where:
    fields << [
        [:], [Authorization: ''], [Authorization: 'Bearer'], [Authorization: 'Bearer '], [Authorization: "Basic $TOKEN"], [Authorization: TOKEN],
        [Authorization: 'Bearer guessed'], [Authorization: "Bearer ${TOKEN}x"], [Authorization: "Bearer ${TOKEN[0..-2]}"], [Authorization: "Bearer $TOKEN guessed"]]
  }

  def "the name of the scheme is as good in capitals; a new token counts at once"() {
    expect:
    status(post(ORDER, [Authorization: "bEARER $TOKEN"])) == 201

    when:
    service.context.secrets.texts.token = 'another-of-those-tokens'

    then:
    status(post(ORDER)) == 401
    status(post(ORDER, [Authorization: 'Bearer another-of-those-tokens'])) == 201
  }

  def "where it is open everybody may, when that is said"() {
    given:
    service = ready(open: true, 'max-request': '2KiB')
    def id = told(post(ORDER, [:])).id

    expect:
    service.strategy.takesBody(service.request('POST', '/images')) == OptionalLong.of(2048)
    ['/', '/images/x', "/byid/$id/418.94/x86_64/full.iso"].every { service.strategy.takesBody(service.request('POST', it)).empty }
    status(service.decide('DELETE', "/images/$id")) == 204
  }
}
