package dev.fairlead.isobuild.rootfs

import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.GZIPInputStream

class NmstateArchiveSpec extends Specification {
  @TempDir
  Path folder

  def "the archive has one program, where a live system looks for it"() {
    given:
    def out = folder.resolve('nmstate')

    when:
    Nmstate.write(NmstateSpec.rootfs(NmstateSpec.image('squashfs-zstd')), out)
    def archive = new GZIPInputStream(Files.newInputStream(out)).bytes
    def text = new String(archive, 'ISO-8859-1')

    then: 'newc: mode in the second field, length in the seventh'
    text.startsWith('070701')
    text[14..<22] == '000081ED'
    text[54..<62] == Integer.toHexString(201234).toUpperCase().padLeft(8, '0')
    text[110..<130] == '/usr/bin/nmstatectl\0'
    archive[132 + 5] == 5 as byte
    text.count('070701') == 2
    text.contains('TRAILER!!!')
  }

  def "nothing is written when there is no nmstatectl"() {
    given:
    def out = folder.resolve('nmstate')

    when:
    Nmstate.write(NmstateSpec.rootfs(NmstateSpec.image('erofs-without')), out)

    then:
    thrown(IOException)
    !Files.exists(out)
  }
}
