package dev.fairlead.isobuild.store

import java.nio.file.Files

/** Files that are there already are served at once, and read again. */
class KeptImagesSpec extends StoreSpecification {
  def "a file that was damaged on the disk is found out while it is served, and comes again (defect 20)"() {
    given:
    with().serves(ISO)
    fixture.open()
    assert fixture.isReadyWithAll()
    fixture.close()
    def bytes = ISO.clone().tap { it[ISO.length - 5000] ^= 1 }
    Files.write(fixture.file(), bytes)

    when:
    with().serves(ISO)
    fixture.open()

    then:
    StoreFixture.eventually { fixture.mirror().asked.size() == 1 }
    fixture.isReadyWithAll()
    Files.readAllBytes(fixture.file()) == ISO
    fixture.failures('content') == 1
  }

  def "an image that is published anew, with its old name and length, is another one"() {
    given:
    def identity = { (fixture.store().all().first().state() as ImageState.Ready).image().identity() }
    def next = ISO.clone().tap { it[ISO.length - 5000] ^= 1 }
    with().serves(ISO)
    fixture.open()
    assert fixture.isReadyWithAll()
    def first = identity()
    fixture.close()
    fixture.open()
    assert fixture.isReadyWithAll() && identity() == first
    fixture.close()

    when:
    Files.delete(fixture.file())
    with().serves(next)
    fixture.open()

    then:
    fixture.isReadyWithAll()
    Files.size(fixture.file()) == ISO.length
    identity() != first
  }

  def "a file of the original service, without a note, is taken over; of #what"() {
    given:
    with(images: [StoreFixture.entry(extra)]).serves(ISO)
    Files.createDirectories(fixture.data)
    Files.write(fixture.file(), content)

    when:
    fixture.open()

    then:
    StoreFixture.eventually { fixture.mirror().asked.size() == downloads && Files.exists(fixture.data.resolve('.rhcos-full-iso-418.94.1-x86_64.iso.sha256')) }
    fixture.isReadyWithAll()
    Files.readAllBytes(fixture.file()) == ISO
    StoreFixture.eventually { (fixture.store().all().first().state() as ImageState.Ready).image().sha256().present }

    where:
    what                   | content                            | extra                                                         || downloads
    'the right content'    | ISO                                | [:]                                                           || 0
    'the right checksum'   | ISO                                | [sha256: Sha256.hex(Sha256.start().tap { it.update(ISO) })]   || 0
    'another checksum'     | StoreFixture.iso(seed: 3)          | [sha256: Sha256.hex(Sha256.start().tap { it.update(ISO) })]   || 1
    'no image'             | 'half'.bytes                       | [:]                                                           || 1
  }
}
