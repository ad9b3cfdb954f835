package dev.fairlead.isobuild.store

import java.nio.file.Files

/** Minimal ISOs and nmstatectl are made of images that came. */
class DerivationSpec extends StoreSpecification {
  def "a minimal ISO is made anew when #what"() {
    given:
    with().serves(ISO)
    fixture.open()
    assert fixture.isReadyWithAll()
    fixture.close()
    change(fixture)

    when:
    with(settings).serves(ISO)
    fixture.open()

    then:
    fixture.isReadyWithAll()
    fixture.deriving.minimals.size() == 1

    where:
    what                   | settings                                    | change
    'the base URL is another' | ['base-url': 'https://other.example']    | { }
    'it was damaged'       | [:]                                         | { Files.writeString(it.file('minimal-iso'), 'x') }
    'it is gone'           | [:]                                         | { Files.delete(it.file('minimal-iso')) }
    'its note is damaged'  | [:]                                         | { Files.write(it.data.resolve('.rhcos-minimal-iso-418.94.1-x86_64.iso.sha256'), [-1, -2] as byte[]) }
  }

  def "nmstate that can't be had leaves a minimal ISO without it, and is tried again (ask 6)"() {
    given:
    with().serves(ISO)
    def fails = true
    fixture.deriving.beforeNmstate = { if (fails) throw new IOException('compressed by lzo, which is not supported') }

    when:
    fixture.open()

    then:
    fixture.isReadyWithAll()
    fixture.deriving.minimals*.last() == ['']
    StoreFixture.eventually { (fixture.image().state().image().nmstateArchive() as Derived).toString().contains('lzo') }
    !Files.exists(fixture.data.resolve('nmstatectl-418.94.1-x86_64'))

    when:
    fails = false

    then:
    StoreFixture.eventually { fixture.image().state().image().nmstate().present }
    fixture.deriving.minimals.size() == 1
  }

  def "a minimal ISO that can't be made hurts nothing else, and leaves nothing"() {
    given:
    with().serves(ISO)
    fixture.deriving.beforeMinimal = { throw new IllegalStateException('no room in the directory') }

    when:
    fixture.open()

    then:
    StoreFixture.eventually { fixture.deriving.minimals.size() > 1 }
    fixture.image().state() instanceof ImageState.Ready
    fixture.image().state().image().nmstate().present
    fixture.image().state().image().minimalIso().toString().contains('no room in the directory')
    !fixture.names().any { it.contains('minimal') }
  }

  def "#arch #type of #openshift has minimal: #minimal, nmstate: #nmstate"() {
    given:
    def entry = StoreFixture.entry(cpu_architecture: arch, type: type, openshift_version: openshift)
    with([images: [entry]] + settings).serves(ISO)

    when:
    fixture.open()

    then:
    fixture.becomes('ready')
    StoreFixture.eventually { fixture.image().state().image().with { i -> !(i.minimalIso() instanceof Derived.Making) && !(i.nmstateArchive() instanceof Derived.Making) } }
    fixture.image().state().image().minimal().present == minimal
    fixture.image().state().image().nmstate().present == nmstate

    where:
    arch     | type               | openshift     | settings         || minimal | nmstate
    'x86_64' | 'full-iso'         | '4.18'        | [:]              || true    | true
    'arm64'  | 'full-iso'         | '4.18.0-ec.0' | [:]              || true    | true
    'x86_64' | 'full-iso'         | '4.17.9'      | [:]              || true    | false
    's390x'  | 'full-iso'         | '4.19'        | [:]              || false   | true
    'x86_64' | 'disconnected-iso' | '4.19'        | [:]              || false   | false
  }
}
