package dev.fairlead.app.aws

import java.time.Duration
import java.time.Instant
import java.time.InstantSource

/** A clock that stands still until it is told to go on. */
class FakeClock implements InstantSource {
  volatile Instant now

  FakeClock(String now = '2026-11-21T12:00:00Z') {
    this.now = Instant.parse(now)
  }

  @Override
  Instant instant() {
    now
  }

  void advance(Duration time) {
    now = now + time
  }
}
