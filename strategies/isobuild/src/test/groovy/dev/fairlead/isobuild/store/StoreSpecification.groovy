package dev.fairlead.isobuild.store

import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/** A store over one image that a spec lets come as it wants. */
abstract class StoreSpecification extends Specification {
  static final ISO = StoreFixture.iso()
  @TempDir Path folder
  @AutoCleanup StoreFixture fixture

  StoreFixture with(Map<String, ?> settings = [:]) {
    fixture = new StoreFixture(folder, [images: [StoreFixture.entry()]] + settings)
  }
}
