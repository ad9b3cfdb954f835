package dev.fairlead.app.edge

import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** A Node.js program that answers a line of JSON with another. */
class Node implements AutoCloseable {
  static final boolean HERE = works()

  private final Process process
  private final BufferedReader reader

  Node(List<String> arguments) {
    process = new ProcessBuilder(['node', *arguments]).redirectError(ProcessBuilder.Redirect.DISCARD).start()
    reader = process.inputReader()
  }

  /** A script among the test resources. */
  static String script(String name) {
    Path.of(Node.getResource("/edge/$name").toURI()).toString()
  }

  Map read() {
    def line = reader.readLine()
    assert line != null: "node ended with ${process.waitFor()}"
    Json.value(line) as Map
  }

  Map ask(Map question) {
    process.outputStream << Json.text(question) << '\n'
    process.outputStream.flush()
    read()
  }

  boolean isAlive() {
    process.alive
  }

  @Override
  void close() {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)
  }

  private static boolean works() {
    try {
      new ProcessBuilder('node', '--version').redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0
    } catch (IOException _) {
      false
    }
  }
}
