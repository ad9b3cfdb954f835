package dev.fairlead.app.access

import dev.fairlead.spi.HeaderFields
import dev.fairlead.spi.RequestPath
import dev.fairlead.spi.RouteRequest
import java.nio.file.Files
import java.nio.file.Path
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.spec.ECGenParameterSpec
import java.time.Duration
import java.time.Instant
import java.time.InstantSource

/** Gates, keys and requests for specs. */
class Gates {
  static final SITE = 'https://d1example.cloudfront.net'
  static final NOW = Instant.parse('2026-11-21T12:00:00Z')
  static final END = NOW.epochSecond + 1200

  static KeyPair rsa(int bits = 2048) {
    KeyPairGenerator.getInstance('RSA').tap { initialize(bits) }.generateKeyPair()
  }

  static KeyPair ec(String curve = 'secp256r1') {
    KeyPairGenerator.getInstance('EC').tap { initialize(new ECGenParameterSpec(curve)) }.generateKeyPair()
  }

  /** Writes {@code id.pem} (private) and {@code id-public.pem}. */
  static void write(Path folder, String id, KeyPair pair) {
    Files.writeString(folder.resolve("${id}.pem"), pem('PRIVATE KEY', pair.private.encoded))
    Files.writeString(folder.resolve("${id}-public.pem"), pem('PUBLIC KEY', pair.public.encoded))
  }

  static String pem(String label, byte[] der) {
    "-----BEGIN $label-----\n${Base64.getMimeEncoder(64, [10] as byte[]).encodeToString(der)}\n-----END $label-----\n"
  }

  static Gate gate(Map<String, ?> more = [:], Path folder, List<String> ids) {
    def keys = ids.collect { new KeyFile("keys.$it", it, folder.resolve("${it}-public.pem")) }
    def clock = more.clock ?: InstantSource.fixed(more.now ?: NOW)
    new Gate(new AccessSettings.Signed(keys, more.site ?: SITE, more.skew ?: Duration.ZERO, more.cache == null ? 100 : more.cache), clock)
  }

  static UrlSigner signer(Path folder, String id, Hash hash = Hash.SHA1) {
    new UrlSigner(SigningKey.load(new KeyFile('key', id, folder.resolve("${id}.pem"))), hash)
  }

  /** The request for a URL, as a client at this address sends it. */
  static RouteRequest request(String url, String client = '192.0.2.7', List<String> cookies = []) {
    def rest = url.replaceFirst('^https?://[^/?]*', '')
    def mark = rest.indexOf('?')
    new RouteRequest('GET', 'any.example', RequestPath.parse(mark < 0 ? rest : rest.substring(0, mark)),
        mark < 0 ? Optional.empty() : Optional.of(rest.substring(mark + 1)),
        HeaderFields.of(cookies ? [cookie: cookies*.toString()] : [:]), InetAddress.ofLiteral(client), Optional.empty())
  }

  /** The reason of a refusal, or null. */
  static String refusal(Verdict verdict) {
    verdict instanceof Verdict.Refused ? verdict.reason() : null
  }
}
