package dev.fairlead.app.secrets

import ch.qos.logback.classic.Level
import ch.qos.logback.classic.LoggerContext
import ch.qos.logback.classic.spi.ILoggingEvent
import ch.qos.logback.classic.spi.ThrowableProxyUtil
import ch.qos.logback.core.AppenderBase
import dev.fairlead.app.Answer
import dev.fairlead.testbed.Testbed
import groovy.transform.CompileStatic
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.regex.Pattern
import org.slf4j.LoggerFactory
import org.spockframework.runtime.extension.IGlobalExtension
import org.spockframework.runtime.extension.IMethodInterceptor
import org.spockframework.runtime.model.SpecInfo

/**
 * Reads along with the whole suite: what is logged (ours from DEBUG up), and every answer of the
 * program's ports but its Location. A spec during which a secret is told fails.
 */
@CompileStatic
class SecretScan implements IGlobalExtension {
  /** Begins every secret that specs plant. */
  static final String PLANTED = 'PLANTED-SECRET'

  /** Planted ones, those of the testbed and of other specs, and anything that opens a bucket. */
  private static final Pattern SECRET = Pattern.compile(
      "$PLANTED|${Pattern.quote(Testbed.SECRET_ACCESS_KEY)}|IQoJb3JpZ2luX2|hunter2|correct-horse-battery|wJalrXUtnFEMI".toString() +
      '|(?i:X-Amz-(?:Signature|Credential|Security-Token)=(?!REDACTED)[^&\\s"]{8})')
  private static final Queue<String> CAUGHT = new ConcurrentLinkedQueue<>()

  @Override
  void start() {
    def context = LoggerFactory.ILoggerFactory as LoggerContext
    context.getLogger('dev.fairlead').level = Level.DEBUG
    def reader = new Reading()
    reader.context = context
    reader.start()
    context.getLogger('ROOT').addAppender(reader)
  }

  @Override
  void visitSpec(SpecInfo spec) {
    spec.addInterceptor({ invocation ->
      invocation.proceed()
      def told = take()
      assert told.empty: "secrets were told during ${spec.name} or just before it"
    } as IMethodInterceptor)
  }

  /** Notes text that holds a secret. */
  static void read(String where, String text) {
    def found = SECRET.matcher(text)
    if (found.find()) {
      def from = Math.max(0, found.start() - 80)
      CAUGHT.add("$where: ${text.substring(from, Math.min(text.length(), found.end() + 20))}".toString())
    }
  }

  /** The client's own URL is the one place where a signature belongs. */
  static void read(Answer answer) {
    answer.fields.each { field ->
      if (!field[0].equalsIgnoreCase('location')) {
        read("field of $answer.statusLine", "${field[0]}: ${field[1]}")
      }
    }
    read("answer $answer.statusLine", "$answer.statusLine\n${new String(answer.body, 0, Math.min(answer.body.length, 1 << 20), 'ISO-8859-1')}")
  }

  /** What was caught since the last time. */
  static List<String> take() {
    List<String> taken = []
    for (String next = CAUGHT.poll(); next != null; next = CAUGHT.poll()) {
      taken.add(next)
    }
    taken
  }

  private static class Reading extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      def fault = event.throwableProxy == null ? '' : ThrowableProxyUtil.asString(event.throwableProxy)
      read("log of $event.loggerName", "$event.formattedMessage\n$fault\n${event.MDCPropertyMap}")
    }
  }
}
