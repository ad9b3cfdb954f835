package dev.fairlead.tck

import groovy.transform.CompileStatic
import java.time.Instant
import java.time.InstantSource

/** Stands until it is set. */
@CompileStatic
class FakeClock implements InstantSource {
  volatile Instant now = Instant.parse('2026-11-01T12:00:00Z')

  @Override
  Instant instant() { now }
}
