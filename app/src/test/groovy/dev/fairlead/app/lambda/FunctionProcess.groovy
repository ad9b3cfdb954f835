package dev.fairlead.app.lambda

import dev.fairlead.testbed.LambdaRuntimeStandIn
import dev.fairlead.testbed.Outcome
import dev.fairlead.testbed.Testbed
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** The program as Lambda starts it in a container image: a process of its own, with the launcher's options. */
class FunctionProcess implements AutoCloseable {
  static final JAVA = Path.of(System.getProperty('java.home'), 'bin')
  final LambdaRuntimeStandIn runtime = LambdaRuntimeStandIn.start(0)
  final Path log = Files.createTempFile('fairlead-function', '.log')
  final Process process

  /** @param main the class and its arguments; the program's is behind {@link #serve} */
  FunctionProcess(List<String> main, Map<String, String> environment = [:]) {
    def command = [JAVA.resolve('java') as String, *launcherOptions(), '-cp', classPath(), *main]
    def builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile())
    builder.environment().keySet().removeIf { it.startsWith('FAIRLEAD_') || it.startsWith('AWS_') }
    builder.environment().putAll([
        AWS_LAMBDA_RUNTIME_API: runtime.address(), AWS_LAMBDA_FUNCTION_NAME: LambdaRuntimeStandIn.FUNCTION_NAME,
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST', AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512', AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: Testbed.ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: Testbed.SECRET_ACCESS_KEY] + environment)
    process = builder.start()
  }

  static FunctionProcess serve(List<String> arguments = [], Map<String, String> environment = [:]) {
    new FunctionProcess(['dev.fairlead.app.cli.Main', 'serve', *arguments], environment)
  }

  private static String classPath() {
    System.getProperty('java.class.path')
  }

  /** What the launcher gives the JVM, but for what it works out itself. */
  private static List<String> launcherOptions() {
    def launcher = Files.readString(Path.of('../fairlead'))
    launcher.substring(launcher.lastIndexOf('exec "$java"')).tokenize().findAll { it =~ '^-(X|-)' && !it.contains('$') }
  }

  Outcome ask(byte[] event) {
    runtime.invoke(event).get(30, TimeUnit.SECONDS)
  }

  /** The exit code of a process that ends by itself. */
  int end() {
    assert process.waitFor(30, TimeUnit.SECONDS): output
    process.exitValue()
  }

  String getOutput() {
    Files.readString(log)
  }

  /** What is in the heap after a full collection. */
  long liveBytes() {
    def histogram = [JAVA.resolve('jcmd') as String, process.pid() as String, 'GC.class_histogram'].execute().text
    histogram.readLines().find { it.startsWith('Total') }.tokenize()[2] as long
  }

  long residentBytes() {
    (Files.readString(Path.of("/proc/${process.pid()}/status")) =~ /VmRSS:\s+(\d+) kB/)[0][1].toLong() * 1024
  }

  @Override
  void close() {
    process.destroyForcibly().waitFor()
    runtime.close()
    Files.delete(log)
  }
}
