package dev.fairlead.rhcos.command

import dev.fairlead.spi.CommandProvider.Console
import dev.fairlead.spi.Ports
import groovy.transform.CompileStatic
import java.time.InstantSource

/** Prints into memory; as a program of its own it is killed in the middle. */
@CompileStatic
class TestConsole implements Console {
  final HttpPorts ports = new HttpPorts()
  final ByteArrayOutputStream printed = new ByteArrayOutputStream()
  final ByteArrayOutputStream complaints = new ByteArrayOutputStream()

  @Override
  PrintStream out() { new PrintStream(printed, true) }

  @Override
  PrintStream err() { new PrintStream(complaints, true) }

  @Override
  InstantSource clock() { InstantSource.system() }

  @Override
  Ports ports() { ports }

  @Override
  int run(List<String> commandLine) { throw new UnsupportedOperationException() }

  @Override
  Console printingTo(PrintStream other) { throw new UnsupportedOperationException() }

  static void main(String[] arguments) {
    def console = new TestConsole()
    int code = new StreamsCommand().run(arguments.toList(), console)
    print(console.printed)
    System.exit(code)
  }
}
