package dev.fairlead.app.logging

import ch.qos.logback.classic.Level
import spock.lang.Specification

/** The level of the log, by the original image service's names. */
class LogSetupSpec extends Specification {

  def "LOGLEVEL=#name is #level"() {
    expect:
    LogSetup.level(name == null ? [:] : [LOGLEVEL: name]) == Optional.ofNullable(level)

    where:
    name      || level
    'trace'   || Level.TRACE
    'debug'   || Level.DEBUG
    'info'    || Level.INFO
    'warn'    || Level.WARN
    'warning' || Level.WARN
    'Error'   || Level.ERROR
    'FATAL'   || Level.ERROR
    'panic'   || Level.ERROR
    'loud'    || null
    ''        || null
    null      || null
  }
}
