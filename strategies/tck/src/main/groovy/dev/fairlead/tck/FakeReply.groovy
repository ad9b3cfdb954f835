package dev.fairlead.tck

import dev.fairlead.spi.Doubt
import dev.fairlead.spi.HeaderFields
import dev.fairlead.spi.Upstream.Call
import dev.fairlead.spi.Upstream.Reply
import dev.fairlead.spi.Upstream.Reply.Answered
import dev.fairlead.spi.Upstream.Reply.Unanswered
import groovy.transform.CompileStatic
import groovy.transform.Immutable
import java.time.Duration

/**
 * What a source answers. Of 200 with {@code Accept-Ranges: bytes}, a range to the end is served as a
 * server would; a body that is cut ends with an IOException, as the real one does.
 */
@CompileStatic
@Immutable(copyWith = true, knownImmutableClasses = [Duration, Optional])
class FakeReply {
  int status
  Map<String, String> fields
  byte[] body
  /** After how many bytes the connection breaks; -1: never. */
  int cutAfter = -1
  Duration delay = Duration.ZERO
  Optional<Doubt> doubt = Optional.empty()

  static FakeReply of(byte[] content, Map<String, String> fields = [:]) {
    new FakeReply(status: 200, fields: fields, body: content)
  }

  static FakeReply status(int status, Map<String, String> fields = [:]) {
    new FakeReply(status: status, fields: fields, body: new byte[0])
  }

  static FakeReply failing(Doubt doubt) {
    status(0).copyWith(doubt: Optional.of(doubt))
  }

  FakeReply with(Map<String, String> more) { copyWith(fields: fields + more) }

  FakeReply cutAfter(int bytes) { copyWith(cutAfter: bytes) }

  FakeReply after(Duration time) { copyWith(delay: time) }

  Reply to(String method, Call call) {
    def left = call.deadline().remaining()
    Thread.sleep(delay < left ? delay : left)
    if (delay >= left) {
      return new Unanswered(Doubt.TIMEOUT)
    }
    if (doubt.isPresent()) {
      return new Unanswered(doubt.get())
    }
    def range = call.fields().find { it.key.equalsIgnoreCase('Range') }?.value =~ /bytes=(\d+)-/
    def ranged = method == 'GET' && status == 200 && fields['Accept-Ranges'] == 'bytes' && range.matches()
    ranged ? from(range.group(1) as int) : answered(method, status, fields, body)
  }

  private Reply from(int first) {
    if (first >= body.length) {
      return answered('GET', 416, ['Content-Range': "bytes */$body.length".toString()], new byte[0])
    }
    def more = ['Content-Range': "bytes $first-${body.length - 1}/$body.length".toString()]
    answered('GET', 206, fields + more, Arrays.copyOfRange(body, first, body.length))
  }

  private Reply answered(String method, int code, Map<String, String> sent, byte[] bytes) {
    def lines = (['Content-Length': bytes.length as String] + sent)
        .collectEntries { name, value -> [(name.toLowerCase(Locale.ROOT)): [value]] }
    def content = method == 'HEAD' ? new byte[0] : bytes
    def stream = new ByteArrayInputStream(content)
    new Answered(code, HeaderFields.of(lines as Map<String, List<String>>),
        cutAfter < 0 || content.length <= cutAfter ? stream : new BrokenStream(stream, cutAfter))
  }

  /** Gives so many bytes and breaks. */
  @CompileStatic
  private static class BrokenStream extends FilterInputStream {
    private int left

    BrokenStream(InputStream whole, int left) {
      super(whole)
      this.left = left
    }

    @Override
    int read() {
      def one = new byte[1]
      read(one, 0, 1) < 0 ? -1 : one[0] & 0xff
    }

    @Override
    int read(byte[] to, int offset, int length) {
      if (left == 0) {
        throw new IOException('the connection broke off')
      }
      int count = super.read(to, offset, Math.min(length, left))
      left -= count
      count
    }
  }
}
