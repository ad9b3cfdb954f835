package dev.fairlead.app.plugin

import groovy.transform.CompileStatic
import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import java.security.KeyStore
import java.security.PrivateKey
import java.security.cert.CertificateFactory
import java.util.jar.JarEntry
import java.util.jar.JarFile
import java.util.jar.JarOutputStream
import java.util.spi.ToolProvider
import java.util.zip.ZipFile
import jdk.security.jarsigner.JarSigner

/** Makes jars of plugins, good ones and all kinds of bad ones. */
@CompileStatic
class PluginJars {
  static final String PROVIDERS = 'META-INF/services/dev.fairlead.spi.RouteStrategyProvider'
  static final String COMMANDS = 'META-INF/services/dev.fairlead.spi.CommandProvider'
  final Path folder

  PluginJars(Path folder) {
    this.folder = folder
  }

  /** A provider's source, whose parts can be replaced by worse ones. */
  static String provider(Map<String, String> parts = [:]) {
    def name = parts.name ?: 'P'
    """\
package t;
import dev.fairlead.spi.*;
public class $name ${parts.is ?: 'implements RouteStrategyProvider'} {
  ${parts.members ?: ''}
  ${parts.constructor ?: "public $name() {}"}
  public String type() { ${parts.type ?: 'return "sample";'} }
  public RouteStrategy create(StrategyContext context) {
    ${parts.create ?: 'return request -> new RouteDecision.PassThrough(request.path(), Trace.of("sample"));'}
  }
}
""".toString()
  }

  Path good(String name = 'good.jar', String type = 'sample') {
    jar(name, ['t.P': provider(type: 'return "' + type + '";')])
  }

  /** Compiles the sources and packs them with a services file for P, unless the files say otherwise. */
  Path jar(String name, Map<String, String> sources, Map<String, ?> files = [:], Closure<?> change = { }) {
    Map<String, byte[]> content = [(PROVIDERS): 't.P'.bytes]
    content.putAll(compiled(sources))
    files.each { path, text -> content[path] = text instanceof byte[] ? (byte[]) text : text.toString().getBytes(StandardCharsets.UTF_8) }
    change.call(content)
    pack(name, content)
  }

  Path pack(String name, Map<String, byte[]> content) {
    def jar = folder.resolve(name)
    try (def out = new JarOutputStream(Files.newOutputStream(jar))) {
      content.keySet().toSorted { it == JarFile.MANIFEST_NAME ? '' : it }.each { String path ->
        out.putNextEntry(new JarEntry(path))
        out.write(content[path])
      }
    }
    jar
  }

  Map<String, byte[]> unpack(Path jar) {
    try (def zip = new ZipFile(jar.toFile())) {
      return zip.entries().toList().collectEntries { [(it.name): zip.getInputStream(it).bytes] } as Map<String, byte[]>
    }
  }

  Map<String, byte[]> compiled(Map<String, String> sources) {
    def work = Files.createTempDirectory(folder, 'compiled')
    def files = sources.collect { name, text ->
      def file = work.resolve("src/${name.replace('.', '/')}.java")
      Files.createDirectories(file.parent)
      Files.writeString(file, text).toString()
    }
    def complaints = new StringWriter()
    def writer = new PrintWriter(complaints)
    def arguments = ['-proc:none', '-d', work.resolve('out').toString(), '-cp', System.getProperty('java.class.path')] + files
    int code = ToolProvider.findFirst('javac').get().run(writer, writer, arguments as String[])
    assert code == 0: complaints
    def out = work.resolve('out')
    Files.walk(out).filter { it.toString().endsWith('.class') }.toList()
        .collectEntries { [(out.relativize(it).toString()): Files.readAllBytes(it)] } as Map<String, byte[]>
  }

  /** @see JarSigner */
  Path signed(Path jar) {
    def store = folder.resolve('keys')
    def keytool = Path.of(System.getProperty('java.home'), 'bin', 'keytool').toString()
    def made = new ProcessBuilder(keytool, '-genkeypair', '-alias', 'k', '-keyalg', 'EC', '-dname', 'CN=k',
        '-storepass', 'secret', '-keystore', store.toString()).redirectErrorStream(true).start()
    assert made.inputStream.text != null && made.waitFor() == 0
    def keys = KeyStore.getInstance(store.toFile(), 'secret'.toCharArray())
    def path = CertificateFactory.getInstance('X.509').generateCertPath([keys.getCertificate('k')])
    def signed = folder.resolve('signed-' + jar.fileName)
    try (def zip = new ZipFile(jar.toFile()); def out = Files.newOutputStream(signed)) {
      new JarSigner.Builder(keys.getKey('k', 'secret'.toCharArray()) as PrivateKey, path).build().sign(zip, out)
    }
    signed
  }
}
