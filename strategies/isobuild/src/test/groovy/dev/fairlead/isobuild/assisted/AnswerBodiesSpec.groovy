package dev.fairlead.isobuild.assisted

import dev.fairlead.isobuild.store.ImageType
import dev.fairlead.spi.HeaderFields
import dev.fairlead.spi.Upstream
import dev.fairlead.spi.Upstream.Reply.Answered
import java.time.Duration
import java.util.concurrent.atomic.AtomicInteger
import spock.lang.Specification

/** Who leaves a body open keeps its connection from the next request (defect 26). */
class AnswerBodiesSpec extends Specification {
  static final ID = new ImageId('0f5a2c1e-3b47-4d7c-9a51-1f2e3d4c5b6a')
  def open = new AtomicInteger()
  def asked = new AtomicInteger()

  /** Answers everything alike, and counts what is left open. */
  Upstream upstream(int status, InputStream bytes) {
    def answer = {
      asked.incrementAndGet()
      open.incrementAndGet()
      new Answered(status, HeaderFields.NONE, new FilterInputStream(bytes) {
        boolean closed

        @Override
        void close() {
          if (!closed) {
            closed = true
            open.decrementAndGet()
          }
        }
      })
    }
    [head: { throw new UnsupportedOperationException() }, get: { answer() }] as Upstream
  }

  def "after #what no body is left open"() {
    given:
    def service = new AssistedService(upstream(status, bytes), { it.run() }, Duration.ofSeconds(5), 100)

    when:
    try {
      service.discover(ID, Optional.of(ImageType.MINIMAL), Credentials.NONE)
    } catch (UnobtainableException _) {
      // what becomes of it is StatusSpec's
    }

    then:
    asked.get() == 3
    open.get() == 0

    where:
    what                   | status | bytes
    'what was asked for'   | 200    | new ByteArrayInputStream('{}'.bytes)
    'no content'           | 204    | new ByteArrayInputStream(new byte[0])
    'a refusal'            | 401    | new ByteArrayInputStream('who are you?'.bytes)
    'an error'             | 503    | new ByteArrayInputStream(new byte[1000])
    'a redirect'           | 302    | new ByteArrayInputStream(new byte[0])
    'garbage'              | 200    | new ByteArrayInputStream('<html>'.bytes)
    'more than is allowed' | 200    | new ByteArrayInputStream(new byte[1000])
    'a body that breaks'   | 200    | new SequenceInputStream(new ByteArrayInputStream('{'.bytes), broken())
  }

  static InputStream broken() {
    new InputStream() {
      @Override
      int read() { throw new IOException('reset') }
    }
  }
}
