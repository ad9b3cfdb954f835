package dev.fairlead.app.cli

import dev.fairlead.spi.CommandProvider.Console
import java.nio.charset.StandardCharsets
import java.nio.file.Path
import picocli.CommandLine

/** Runs commands as the program does, with plugins from a folder of the spec's; an exception is kept. */
class Commands {
  private final out = new ByteArrayOutputStream()
  private final err = new ByteArrayOutputStream()
  Throwable fault = null

  int run(Path plugins, List<String> arguments, Closure<?> command) {
    def console = [out: { new PrintStream(out, true, 'UTF-8') }, err: { new PrintStream(err, true, 'UTF-8') }] as Console
    def before = System.setProperty('fairlead.plugins', plugins.toString())
    try {
      new CommandLine(command(console))
          .setExecutionExceptionHandler { e, _, _2 -> fault = e; 70 }
          .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
          .execute(*arguments)
    } finally {
      before == null ? System.clearProperty('fairlead.plugins') : System.setProperty('fairlead.plugins', before)
    }
  }

  List<String> printed() {
    out.toString('UTF-8').readLines()
  }

  List<String> complaints() {
    err.toString('UTF-8').readLines()
  }
}
