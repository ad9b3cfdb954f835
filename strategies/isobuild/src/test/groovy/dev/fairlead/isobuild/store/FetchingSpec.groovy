package dev.fairlead.isobuild.store

import dev.fairlead.tck.FakeReply
import java.nio.file.Files

/** What sources do that are slow, broken, elsewhere or different from a moment ago. */
class FetchingSpec extends StoreSpecification {
  def "a chunked reply is as good as one with a length (defect 20)"() {
    given:
    with().mirror().answers('/418.94.1.iso', FakeReply.of(ISO, ['Content-Length': 'none']))

    when:
    fixture.open()

    then:
    fixture.isReadyWithAll()
  }

  def "a redirect to #location is followed; the configuration's headers stay with the image's host"() {
    given:
    with(download: ['redirect-hosts': hosts, headers: [Authorization: 'Bearer s3cret'], query: [b: '2 3', a: '1']])
    fixture.mirror().answers('/418.94.1.iso?a=1&b=2+3', FakeReply.status(307, [Location: location]))
    fixture.mirror().answers('/there', FakeReply.of(ISO))
    fixture.context.upstreams().of('https://cdn.example:8443').answers('/x?sig=1', FakeReply.of(ISO))

    when:
    fixture.open()

    then:
    fixture.isReadyWithAll()
    fixture.mirror().asked*.fields*.Authorization.toSet() == ['Bearer s3cret'] as Set
    fixture.context.upstreams().of('https://cdn.example:8443').asked*.fields.every { !it.Authorization }

    where:
    location                               | hosts
    '/there'                               | []
    'https://mirror.example/there'         | []
    'https://cdn.example:8443/x?sig=1'     | ['https://cdn.example:8443']
    'https://cdn.example:8443/x?sig=1'     | ['*']
  }

  def "a download that breaks off goes on where it was, and not with another content"() {
    given:
    def other = StoreFixture.iso(seed: 2)
    with().mirror().answers('/418.94.1.iso') { call ->
      fixture.mirror().asked.size() == 1 ? StoreFixture.file(ISO).cutAfter(100_000)
          : same ? StoreFixture.file(ISO) : new FakeReply(status: 200, fields: ['ETag': '"2"'], body: other)
    }

    when:
    fixture.open()

    then:
    fixture.isReadyWithAll()
    Files.readAllBytes(fixture.file()) == (same ? ISO : other)
    fixture.mirror().asked*.fields*.Range == [null, 'bytes=100000-']
    fixture.mirror().asked*.fields*.get('If-Range') == [null, '"1"']
    fixture.context.metrics().count('fairlead.isobuild.downloaded.bytes', 'mount', 'm') == (same ? ISO.length : 100_000 + other.length)

    where:
    same << [true, false]
  }

  def "a source that goes on with another content all the same is found out: #what"() {
    given:
    with().mirror().answers('/418.94.1.iso') { call ->
      def asked = fixture.mirror().asked.size()
      asked == 1 ? StoreFixture.file(ISO).cutAfter(100_000)
          : asked == 2 ? new FakeReply(status: 206, fields: fields, body: new byte[ISO.length - 100_000])
          : StoreFixture.file(ISO)
    }

    when:
    fixture.open()

    then:
    fixture.isReadyWithAll()
    Files.readAllBytes(fixture.file()) == ISO
    fixture.mirror().asked*.fields*.Range == [null, 'bytes=100000-', null]

    where:
    what              | fields
    'another tag'     | ['ETag': '"2"', 'Content-Range': "bytes 100000-${ISO.length - 1}/$ISO.length".toString()]
    'another length'  | ['ETag': '"1"', 'Content-Range': "bytes 100000-${ISO.length}/${ISO.length + 1}".toString()]
    'another place'   | ['ETag': '"1"', 'Content-Range': "bytes 0-${ISO.length - 1}/$ISO.length".toString()]
    'no place'        | ['ETag': '"1"']
  }

  def "after a kill the half that came is used, if it #what"() {
    given:
    with().serves(ISO)
    Files.createDirectories(fixture.data)
    Files.write(fixture.part(), Arrays.copyOf(ISO, 50_000))
    def note = fixture.data.resolve("${fixture.part().fileName}-of")
    if (source != null) {
      Files.write(note, [source == 'same' ? Sha256.of('https://mirror.example/418.94.1.iso') : source, '"1"', "$ISO.length;".toString()])
    }

    when:
    fixture.open()

    then:
    fixture.isReadyWithAll()
    Files.readAllBytes(fixture.file()) == ISO
    fixture.mirror().asked*.fields*.Range == [range]

    where:
    what                     | source  || range
    'is of the same source'  | 'same'  || 'bytes=50000-'
    'is of another'          | 'other' || null
    'has no note'            | null    || null
  }
}
