package dev.fairlead.tck

import dev.fairlead.spi.CommandProvider.Console
import groovy.transform.CompileStatic
import java.nio.charset.StandardCharsets
import java.util.concurrent.CopyOnWriteArrayList

/** Keeps what a command prints, and which other commands it runs. */
@CompileStatic
class FakeConsole implements Console {
  final ByteArrayOutputStream printed = new ByteArrayOutputStream()
  final ByteArrayOutputStream complaints = new ByteArrayOutputStream()
  final FakeClock clock
  final FakePorts ports
  final List<List<String>> commandLines = new CopyOnWriteArrayList<>()
  private final PrintStream out

  FakeConsole(FakeClock clock = new FakeClock()) {
    this.clock = clock
    ports = new FakePorts(clock)
    out = new PrintStream(printed, true, StandardCharsets.UTF_8)
  }

  private FakeConsole(FakeConsole like, PrintStream out) {
    this.clock = like.clock
    this.ports = like.ports
    this.out = out
  }

  @Override
  PrintStream out() { out }

  @Override
  PrintStream err() { new PrintStream(complaints, true, StandardCharsets.UTF_8) }

  @Override
  FakeClock clock() { clock }

  @Override
  FakePorts ports() { ports }

  /** Is noted, and takes place nowhere. */
  @Override
  int run(List<String> commandLine) {
    commandLines << commandLine
    0
  }

  @Override
  Console printingTo(PrintStream other) { new FakeConsole(this, other) }

  String text() { printed.toString(StandardCharsets.UTF_8) }
}
