package dev.fairlead.rhcos.command

import dev.fairlead.rhcos.stream.StreamSamples
import dev.fairlead.testbed.Reply
import dev.fairlead.testbed.UpstreamStandIn
import groovy.json.JsonOutput
import groovy.transform.CompileStatic
import java.security.MessageDigest
import java.util.zip.GZIPOutputStream

/** An upstream with 64 artifacts of four architectures, signed, half of them packed. */
@CompileStatic
class MirrorSite implements AutoCloseable {
  final UpstreamStandIn upstream = UpstreamStandIn.start(0)
  final Map<String, byte[]> files = [:]
  final String base = upstream.endpoint().toString() + '/art/storage/'
  final String document

  MirrorSite(int size = 40_000) {
    def random = new Random(7)
    def tree = [stream: 'rhel-10.2', metadata: ['last-modified': '2026-02-20T10:00:00Z'],
                architectures: [:]] as Map<String, Object>
    StreamSamples.ARCHES.each { arch ->
      def platforms = [:]
      16.times { i ->
        boolean packed = i % 2 == 0
        def name = "rhcos-10.2.1-p${i}.${arch}.${packed ? 'raw.gz' : 'iso'}"
        def path = "builds/10.2.1/$arch/$name".toString()
        byte[] inner = new byte[size]
        random.nextBytes(inner)
        byte[] content = packed ? gzip(inner) : inner
        def one = [location: base + path, signature: base + path + '.sig', sha256: sha(content)] as Map<String, Object>
        if (packed) {
          one['uncompressed-sha256'] = sha(inner)
        }
        platforms["p$i".toString()] = [release: '10.2.1', formats: [(packed ? 'raw.gz' : 'iso'): [disk: one]]]
        add(path, content)
        add(path + '.sig', "signature of $path".bytes)
      }
      (tree.architectures as Map)[arch] = [artifacts: platforms, images: [:]]
    }
    document = JsonOutput.prettyPrint(JsonOutput.toJson(tree))
  }

  private void add(String path, byte[] content) {
    files[path] = content
    heal(path)
  }

  void heal(String path) {
    upstream.serve('/art/storage/' + path, Reply.of(files[path]).with('ETag', "\"${sha(files[path])}\"".toString())
        .with('Accept-Ranges', 'bytes'))
  }

  String path(String arch, int i) { "builds/10.2.1/$arch/rhcos-10.2.1-p${i}.${arch}.${i % 2 == 0 ? 'raw.gz' : 'iso'}" }

  long bytesSent() { files.keySet().sum { upstream.bytesSent('/art/storage/' + it) } as long }

  static String sha(byte[] bytes) { MessageDigest.getInstance('SHA-256').digest(bytes).encodeHex().toString() }

  static byte[] gzip(byte[] bytes) {
    def out = new ByteArrayOutputStream()
    new GZIPOutputStream(out).withCloseable { it.write(bytes) }
    out.toByteArray()
  }

  @Override
  void close() { upstream.close() }
}
