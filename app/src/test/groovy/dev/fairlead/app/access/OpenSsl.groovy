package dev.fairlead.app.access

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** Keys and signatures made by another program than the one under test. */
class OpenSsl {
  static final boolean HERE = works()

  final Path folder = Files.createTempDirectory('fairlead-keys')

  private static boolean works() {
    try {
      run([], 'version')
    } catch (IOException _) {
      false
    }
  }

  /** A key pair, {@code name.pem} and {@code name-public.pem}. */
  void keyPair(String name, String kind) {
    if (kind == 'RSA') {
      openssl('genrsa', '-traditional', '-out', "${name}.pem", '2048')
    } else if (kind == 'P-256') {
      openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', "${name}.pem")
    } else {
      openssl('genpkey', '-algorithm', *kind.split(' '), '-out', "${name}.pem")
    }
    openssl('pkey', '-in', "${name}.pem", '-pubout', '-out', "${name}-public.pem")
  }

  byte[] sign(String name, String hash, String text) {
    Files.writeString(folder.resolve('text'), text)
    openssl('dgst', "-${hash.toLowerCase()}", '-sign', "${name}.pem", '-out', 'signature', 'text')
    Files.readAllBytes(folder.resolve('signature'))
  }

  /** By the shell's recipe: {@code openssl base64 -A | tr '+=/' '-_~'}. */
  String base64(byte[] bytes) {
    Files.write(folder.resolve('bytes'), bytes)
    openssl('base64', '-A', '-in', 'bytes', '-out', 'base64')
    Files.readString(folder.resolve('base64')).trim().tr('+=/', '-_~')
  }

  void openssl(String... arguments) {
    assert run(arguments.toList(), folder.toFile()): "openssl ${arguments.join(' ')}"
  }

  private static boolean run(List<String> arguments = [], String version) {
    run(arguments + [version], new File('.'))
  }

  private static boolean run(List<String> arguments, File folder) {
    def process = new ProcessBuilder(['openssl', *arguments]).directory(folder)
        .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
    process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0
  }
}
