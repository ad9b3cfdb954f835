package dev.fairlead.tck

import dev.fairlead.spi.Secrets
import groovy.transform.CompileStatic
import java.util.concurrent.ConcurrentHashMap
import java.util.function.Function
import java.util.function.Supplier

/** Secrets that a spec puts there; what it changes is read at once. */
@CompileStatic
class FakeSecrets implements Secrets {
  final Map<String, String> texts = new ConcurrentHashMap<>()

  @Override
  <T> Supplier<T> open(String reference, Function<String, T> read) {
    if (!texts.containsKey(reference)) {
      throw new IOException('there is no such file')
    }
    read.apply(texts[reference])
    return { read.apply(texts[reference]) } as Supplier<T>
  }
}
