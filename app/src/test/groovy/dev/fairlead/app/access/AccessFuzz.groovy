package dev.fairlead.app.access

import dev.fairlead.spi.HeaderFields
import dev.fairlead.spi.RequestPath
import dev.fairlead.spi.RouteRequest
import groovy.transform.CompileStatic
import java.time.Instant

/** Policies, requests and patterns that nobody would write, the same ones in every run. */
@CompileStatic
class AccessFuzz {
  static final int RUNS = 200_000
  static final String[] TOKENS = ['{', '}', '[', ']', ':', ',', '"', '"Statement"', '"Resource"', '"Condition"', '"DateLessThan"', '"DateGreaterThan"',
      '"IpAddress"', '"AWS:EpochTime"', '"AWS:SourceIp"', '"*"', '"https://*/?"', '"1.2.3.0/24"', '"::/0"', '1', '1795262400', '-1', '1e9', '9' * 30, 'null', 'true',
      '"\\u0000"', '"\\ud800"', '\\', ' ', '\n', '\u0000', '\ufeff', '\u00e9', '//', '/**/', "'"] as String[]
  static final String[] PIECES = ['Expires', 'Policy', 'Signature', 'Key-Pair-Id', 'Hash-Algorithm', 'K1', 'SHA1', 'SHA256', '=', '=', '=', '&', '&', '&', '?', '%', '%3D',
      '%45xpires', '%zz', '1795262400', '0', '-', '_', '~', 'AAAA', 'e30_', '', 'a=b', ';', '+', '"', '\\', '*', '.', '\u0000', '\u00ff', 'A' * 400] as String[]
  static final String VALID = '{"Statement":[{"Resource":"https://d1example.cloudfront.net/*","Condition":{"DateLessThan":{"AWS:EpochTime":1795262400},' +
      '"DateGreaterThan":{"AWS:EpochTime":1},"IpAddress":{"AWS:SourceIp":"192.0.2.0/24"}}}]}'

  static String joined(Random random, String[] tokens, int most) {
    StringBuilder text = new StringBuilder()
    int count = random.nextInt(most)
    for (int i = 0; i < count; i++) {
      text.append(tokens[random.nextInt(tokens.length)])
    }
    text.toString()
  }

  /** A policy that is nearly right: some bytes of it changed, doubled or lost. */
  static byte[] mutated(Random random) {
    StringBuilder text = new StringBuilder(VALID)
    for (int i = random.nextInt(4); i >= 0 && text.length() > 0; i--) {
      int at = random.nextInt(text.length())
      switch (random.nextInt(4)) {
        case 0: text.setCharAt(at, (char) random.nextInt(256)); break
        case 1: text.deleteCharAt(at); break
        case 2: text.insert(at, TOKENS[random.nextInt(TOKENS.length)]); break
        default: text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(60))))
      }
    }
    text.toString().getBytes(random.nextInt(20) == 0 ? 'UTF-16' : random.nextBoolean() ? 'UTF-8' : 'ISO-8859-1')
  }

  static boolean isRead(byte[] policy) {
    try {
      PolicyReader.read(policy).conditions().end().isAfter(Instant.EPOCH.minusSeconds(1))
    } catch (RefusedException _) {
      false
    }
  }

  /** Half of them complete, so that keys and policies are reached. */
  static String query(Random random) {
    if (random.nextBoolean()) {
      return joined(random, PIECES, 16)
    }
    String first = random.nextBoolean() ? 'Expires=1795262400' : 'Policy=' + UrlBase64.encode(mutated(random))
    byte[] signature = new byte[random.nextInt(260)]
    random.nextBytes(signature)
    String query = first + '&Key-Pair-Id=K1&Signature=' + UrlBase64.encode(signature)
    int at = random.nextInt(query.length())
    random.nextInt(3) > 0 ? query : query.substring(0, at) + PIECES[random.nextInt(PIECES.length)] + query.substring(at)
  }

  /** How many policies were read. */
  static int policies() {
    Random random = new Random(20261121L)
    int read = 0
    for (int i = 0; i < RUNS; i++) {
      byte[] policy = i % 2 == 0 ? mutated(random) : joined(random, TOKENS, 40).getBytes('UTF-8')
      read += isRead(policy) ? 1 : 0
    }
    read
  }

  /** How many requests were refused. */
  static int requests(Gate gate) {
    Random random = new Random(3L)
    RequestPath path = RequestPath.parse('/a')
    InetAddress client = InetAddress.ofLiteral('192.0.2.7')
    int refused = 0
    for (int i = 0; i < RUNS; i++) {
      Optional<String> query = random.nextInt(10) == 0 ? Optional.<String> empty() : Optional.of(query(random))
      List<String> cookies = [joined(random, PIECES, 12), 'CloudFront-' + joined(random, PIECES, 6)]
      RouteRequest request = new RouteRequest('GET', 'any.example', path, query, HeaderFields.of(['cookie': cookies]), client, Optional.<String> empty())
      refused += gate.judge(request) instanceof Verdict.Refused ? 1 : 0
    }
    refused
  }

  /** How many patterns fitted. */
  static int patterns() {
    Random random = new Random(7L)
    String[] parts = ['*', '?', '\\?', '\\', '/', '//', '://', ':', 'https', 'http', 'd1example.cloudfront.net', 'a', 'b', '.', '', '\u0000'] as String[]
    Resource resource = new Resource('https', 'd1example.cloudfront.net', '/a/b', Optional.of('a=b'))
    int fitting = 0
    for (int i = 0; i < RUNS; i++) {
      fitting += new ResourcePattern(joined(random, parts, 12)).matches(resource) ? 1 : 0
    }
    fitting
  }
}
