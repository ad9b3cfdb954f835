package dev.fairlead.spi

import java.nio.ByteBuffer
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Bytes that can be cut and overlaid without being moved. */
class BodySpec extends Specification {
  @TempDir Path folder

  Body sample() {
    Path file = folder.resolve('file')
    Files.writeString(file, '0123456789')
    Body.of(new Body.FileRange(file, 2, 6), new Body.Bytes(ByteBuffer.wrap('abc'.bytes)), new Body.Zeros(3))
  }

  static String text(Body body) {
    new String(body.read().with { buffer -> new byte[buffer.remaining()].tap { buffer.get(it) } }).replace('\0', '.')
  }

  def "every part of a body is the same part of its bytes"() {
    given:
    Body body = sample()
    String whole = text(body)

    expect:
    whole == '234567abc...'
    body.length() == 12
    (0..12).every { from ->
      (0..12 - from).every { count ->
        Body part = body.slice(from, count)
        text(part) == whole.substring(from, from + count) && part.length() == count && part.segments()*.length().every { it > 0 }
      }
    }
  }

  def "a piece lies over #count bytes from #offset on, and nothing else moves"() {
    given:
    Body piece = Body.of(('#' * count).bytes)

    expect:
    text(sample().overlaid(offset, piece)) == result

    where:
    offset | count || result
    0      | 2     || '##4567abc...'
    4      | 3     || '2345###bc...'
    5      | 6     || '23456######.'
    0      | 12    || '############'
    12     | 0     || '234567abc...'
  }

  def "bodies are put one behind the other"() {
    expect:
    text(sample().then(Body.EMPTY).then(Body.of('z'.bytes))) == '234567abc...z'
  }

  def "what doesn't lie within is refused"() {
    when:
    act(sample())

    then:
    thrown(IndexOutOfBoundsException)

    where:
    act << [{ it.slice(0, 13) }, { it.slice(-1, 1) }, { it.slice(13, 0) }, { it.overlaid(11, Body.of('ab'.bytes)) }]
  }

  def "a file that became shorter isn't read as if it were whole"() {
    given:
    Body body = sample()
    Files.writeString(folder.resolve('file'), '0123')

    when:
    body.read()

    then:
    thrown(IOException)
  }

  def "memory that a body was made of may be read by many"() {
    given:
    Body body = sample()

    expect:
    text(body) == text(body)
  }

  def "a body of any length is read as a stream"() {
    given:
    def bytes = new byte[600_000].tap { new Random(1).nextBytes(it) }
    def body = Body.of(bytes).then(Body.of(new Body.Zeros(3)))

    expect:
    Arrays.equals(body.stream().readAllBytes(), Arrays.copyOf(bytes, bytes.length + 3))
    body.stream().read() == (bytes[0] & 0xff)
    body.stream().read(new byte[0], 0, 0) == 0
    Body.EMPTY.stream().read() == -1
  }
}
