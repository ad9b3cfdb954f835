package dev.fairlead.rpm.upload

import static dev.fairlead.rpm.file.SampleRpms.ODD
import static dev.fairlead.rpm.upload.Mirror.FOLDER

import io.airlift.compress.zstd.ZstdOutputStream
import dev.fairlead.rpm.file.SampleRpms
import dev.fairlead.tck.FakeReply
import java.util.zip.GZIPOutputStream
import org.tukaani.xz.LZMA2Options
import org.tukaani.xz.XZOutputStream
import spock.lang.Specification

class RepodataSpec extends Specification {
  Mirror mirror = new Mirror('compare-repodata': true)
  def rpm = SampleRpms.bytes(ODD)

  void repository(String folder, byte[] primary, String file = 'repodata/primary.xml') {
    mirror.upstream.answers("$folder/repodata/repomd.xml", """<?xml version="1.0"?>
      <repomd xmlns="http://linux.duke.edu/metadata/repo">
        <data type="filelists"><location href="repodata/f.xml"/></data>
        <data type="primary"><location href="$file"/></data>
      </repomd>""".bytes)
    mirror.upstream.answers("$folder/$file", primary)
  }

  String primary(Map with = [:]) {
    """<?xml version="1.0"?>
      <metadata xmlns="http://linux.duke.edu/metadata/common">
        <package type="rpm"><name>other</name><checksum type="sha256">aa</checksum>
          <size package="1"/><location href="Packages/o/other.rpm"/></package>
        <package type="rpm"><checksum type="sha256" pkgid="YES">${with.sha256 ?: Mirror.sha256(rpm)}</checksum>
          <size package="${with.size ?: rpm.length}" installed="3000"/>
          <location href="${with.href ?: 'Packages/l/' + ODD}"/></package>
      </metadata>"""
  }

  def "a package is stored that the metadata above it names: #compression"() {
    given:
    mirror.has(ODD)
    repository(folder, write(primary(href: href).bytes), "repodata/abc-primary.xml$compression")

    expect:
    mirror.refusal(ODD) == 'stored'

    where:
    folder                    | href                                                         | compression | write
    FOLDER                    | 'Packages/l/' + ODD                                          | ''          | { it }
    FOLDER                    | 'Packages/l/libstdc%2B%2B-1.0~rc1%5egit-1.fc44.x86_64.rpm'    | '.gz'       | { gzip(it) }
    FOLDER + '/Packages/l'    | ODD                                                          | '.xz'       | { xz(it) }
    ''                        | FOLDER.substring(1) + '/Packages/l/' + ODD                   | '.zst'      | { zstd(it) }
  }

  static byte[] zstd(byte[] bytes) {
    def out = new ByteArrayOutputStream()
    new ZstdOutputStream(out).withCloseable { it.write(bytes) }
    out.toByteArray()
  }

  static byte[] gzip(byte[] bytes) {
    def out = new ByteArrayOutputStream()
    new GZIPOutputStream(out).withCloseable { it.write(bytes) }
    out.toByteArray()
  }

  static byte[] xz(byte[] bytes) {
    def out = new ByteArrayOutputStream()
    new XZOutputStream(out, new LZMA2Options()).withCloseable { it.write(bytes) }
    out.toByteArray()
  }

  def "a package is refused when the metadata says #what"() {
    given:
    mirror.has(ODD)
    repository(FOLDER, primary(with).bytes)

    expect:
    mirror.refusal(ODD).contains(reason)
    mirror.bucket().objects.isEmpty()

    where:
    what             | with                    || reason
    'another digest' | [sha256: 'ab' * 32]     || 'names another file'
    'another size'   | [size: 17]              || 'names another file'
    'nothing of it'  | [href: 'x.rpm']         || "doesn't name it"
    'nonsense'       | [size: 'many']          || "a size of 'many'"
  }

  def "no byte of a package may be another, wherever it is"() {
    given:
    repository(FOLDER, primary().bytes)

    expect:
    (0..<rpm.length).step(97).every { at ->
      mirror = new Mirror('compare-repodata': true)
      repository(FOLDER, primary().bytes)
      def broken = rpm.clone()
      broken[at] ^= 1
      mirror.has(ODD, broken)
      mirror.refusal(ODD) != 'stored' && mirror.bucket().objects.isEmpty()
    }
  }

  def "without readable metadata nothing is stored: #what"() {
    given:
    mirror.has(ODD)
    prepare(this)

    expect:
    mirror.refusal(ODD).contains(reason)

    where:
    what              | reason                          | prepare
    'none'            | 'no repodata/repomd.xml lies'   | { }
    'an error'        | 'the source answers 500'        | { it.mirror.upstream.answers("$FOLDER/Packages/repodata/repomd.xml", FakeReply.status(500)) }
    'no primary'      | 'no primary metadata'           | { it.mirror.upstream.answers("$FOLDER/repodata/repomd.xml", '<repomd/>'.bytes) }
    'leads elsewhere' | 'no primary metadata'           | { it.repository(FOLDER, new byte[0], '../../x.xml') }
    'bzip2'           | "can't be read here"            | { it.repository(FOLDER, new byte[0], 'repodata/p.xml.bz2') }
    'not XML'         | 'no XML'                        | { it.repository(FOLDER, 'x'.bytes) }
    'an entity'       | 'no XML'                        | { it.repository(FOLDER, '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'.bytes) }
  }
}
