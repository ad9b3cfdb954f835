package dev.fairlead.rhcos.stream

import spock.lang.Specification

class StreamDocumentSpec extends Specification {

  def "#shape: lists its artifacts"() {
    when:
    def document = StreamDocument.parse(source)

    then:
    document.problems() == []
    document.streams() == streams
    document.artifacts().size() == count

    where:
    shape                      | source                         | streams                                 | count
    'Fedora CoreOS'            | StreamSamples.fcos()           | ['stable']                              | 60
    'RHCOS'                    | StreamSamples.rhcos()          | ['rhel-10.2']                           | 60
    'legacy'                   | StreamSamples.legacy()         | ['48.84.202206132149-0']                | 3
    'ConfigMap of YAML'        | StreamSamples.configMapYaml()  | ['rhel-10.2']                           | 60
    'ConfigMap of OpenShift 5' | StreamSamples.configMapJson5() | ['rhel-10.2', 'rhcos-4.8', 'rhel-10.2'] | 180
    'odd'                      | StreamSamples.odd()            | ['rhel-10.2']                           | 60
  }

  def "an artifact has what its document says of it"() {
    when:
    def kernel = StreamDocument.parse(StreamSamples.rhcos48()).artifacts().find { it.place().kind() == 'kernel' }

    then:
    kernel.place().toString() == 'rhcos-4.8 aarch64/metal/pxe/kernel'
    kernel.release().get() == '48.83.202103221318-0'
    kernel.location().baseName() == 'rhcos-48.83.202103221318-0-live-kernel.aarch64'
    kernel.signature().get().url() == kernel.location().url() + '.sig'
    kernel.uncompressedSha256().empty
  }

  def "what is no document is told so in one line: #source"() {
    when:
    StreamDocument.parse(source)

    then:
    def e = thrown(StreamException)
    e.message.startsWith(message)
    e.message.lines().count() == 1

    where:
    source                                               | message
    ''                                                   | 'not JSON: it is empty'
    '<html><body>Log in</body></html>'                   | 'not JSON (line 1'
    '{"architectures": {}'                               | 'not JSON (line 1'
    '{"architectures": {}} x'                            | 'not JSON (line 1'
    '{"a": 1, "a": 2}'                                   | "not JSON (line 1, column 13): Duplicate field 'a'"
    '[]'                                                 | 'stream is JSON, but not an object'
    '{"a": 1}'                                           | "not stream metadata: it has neither"
    '{"data": {"stream": 5}}'                            | 'stream is neither a string nor an object'
    '{"data": {"stream": "{"}}'                          | 'not JSON'
    'kind: ConfigMap\ndata:\n  stream: "{}"\n'           | 'data.stream is not a block of literal text'
    'kind: ConfigMap\ndata:\n  stream: |\n    {"a"\n'    | 'not JSON'
    'kind: ConfigMap\ndata: [\n'                         | 'neither JSON nor YAML'
    'kind: ConfigMap\n'                                  | 'not stream metadata'
  }

  def "a sound document is wanted where one works with it"() {
    when:
    StreamDocument.parseSound(StreamSamples.fcos().replaceAll('"sha256": "[^"]*"', '"sha256": "x"'), false)

    then:
    def e = thrown(StreamException)
    e.message == "stable aarch64/aws/vmdk.xz/disk: malformed-sha256: 'x' is not 64 hex digits in lower case (and 59 more; see streams validate)"
  }
}
