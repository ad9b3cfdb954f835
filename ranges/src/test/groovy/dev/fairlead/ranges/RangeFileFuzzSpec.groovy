package dev.fairlead.ranges

import static dev.fairlead.ranges.Sample.*

import groovy.transform.CompileStatic
import spock.lang.Specification

/** Files of every kind with a few bytes changed, put in or taken out. */
class RangeFileFuzzSpec extends Specification {
  static final INPUTS = 240_000

  def "no mutation of a good file does worse than to be refused"() {
    when:
    def refused = new Loop().run(INPUTS)

    then:
    refused > INPUTS / 2
    refused < INPUTS
  }

  @CompileStatic
  static class Loop {
    static final List<byte[]> FILES = [
        aws(1785313625, [awsRow('10.0.0.0/8', 'r'), awsRow('2600::/16', 'GLOBAL')]),
        gcp(1785333953849, ['10.0.0.0/8': 'global']),
        azure(1, [azureTag('AzureCloud.a', 'a', ['10.0.0.0/8', '2603::/16'])]),
        new String(CompactWriter.bytes(read(aws(1, [awsRow('10.0.0.0/8', 'r')]))), 'US-ASCII')]*.getBytes('UTF-8')
    static final List<byte[]> TOKENS = [
        '{', '}', '[', ']', ',', ':', '"', '\\', '\\u0000', '\\ud800', '\n', '\r\n', '\t', '/', '/0', '/129', '-1', '1e9', '99999999999999999999',
        'null', 'true', '{"a":', '[[', '::', '0.0.0.0/0', '::ffff:1.2.3.4/128', '\u00e9', '\u0000', '\ufeff'].collect { String it -> it.getBytes('UTF-8') }
    private final Random random = new Random(20260729)
    private final RangeFileReader reader = new RangeFileReader()

    /** How many files were refused. */
    int run(int inputs) {
      int refused = 0
      for (int i = 0; i < inputs; i++) {
        byte[] bytes = FILES[i % FILES.size()]
        for (int change = random.nextInt(4); change >= 0; change--) {
          bytes = changed(bytes)
        }
        try {
          reader.read(new ByteArrayInputStream(bytes), UNDATED)
        } catch (RangeFileException e) {
          assert e.message.chars().allMatch { it >= 0x20 && it < 0x7f }
          refused++
        }
      }
      refused
    }

    private byte[] changed(byte[] bytes) {
      int at = random.nextInt(bytes.length + 1)
      int end = Math.min(bytes.length, at + random.nextInt(6))
      switch (random.nextInt(6)) {
        case 0: return spliced(bytes, at, end, new byte[0])
        case 1: return spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, end))
        case 2: return spliced(bytes, at, at, TOKENS[random.nextInt(TOKENS.size())])
        case 3: return spliced(bytes, at, end, TOKENS[random.nextInt(TOKENS.size())])
        case 4: return spliced(bytes, at, Math.min(bytes.length, at + 1), [(byte) random.nextInt()] as byte[])
        default:
          def from = random.nextInt(bytes.length + 1)
          return spliced(bytes, at, Math.min(bytes.length, at + 1), Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 1)))
      }
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] part) {
      def result = new byte[bytes.length - (to - from) + part.length]
      System.arraycopy(bytes, 0, result, 0, from)
      System.arraycopy(part, 0, result, from, part.length)
      System.arraycopy(bytes, to, result, from + part.length, bytes.length - to)
      result.length == 0 ? [0x7b] as byte[] : result
    }
  }
}
