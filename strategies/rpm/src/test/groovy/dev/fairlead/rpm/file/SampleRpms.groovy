package dev.fairlead.rpm.file

import groovy.transform.CompileStatic

/** Packages made by rpmbuild 4.18, one of them signed by rpmsign. */
@CompileStatic
class SampleRpms {
  static final String ODD = 'libstdc++-1.0~rc1^git-1.fc44.x86_64.rpm'
  static final String SIGNED = 'plain-1.0-1.fc44.noarch.rpm'
  static final String SOURCE = 'plain-1.0-1.fc44.src.rpm'
  static final List<String> ALL = [ODD, SIGNED, SOURCE]

  static byte[] bytes(String name) { resource(name).readAllBytes() }

  static String keys(String name) { new String(bytes(name)) }

  /** Where the main header begins: what comes before is covered by no digest. */
  static int headerAt(byte[] rpm) {
    def size = { int at -> java.nio.ByteBuffer.wrap(rpm).getInt(at) }
    int end = 96 + 16 + 16 * size(96 + 8) + size(96 + 12)
    (end + 7).intdiv(8) * 8
  }

  private static InputStream resource(String name) {
    SampleRpms.getResourceAsStream("/rpms/$name")
  }
}
