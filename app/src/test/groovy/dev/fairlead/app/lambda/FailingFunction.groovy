package dev.fairlead.app.lambda

import com.amazonaws.services.lambda.runtime.Context
import com.amazonaws.services.lambda.runtime.RequestStreamHandler
import groovy.transform.CompileStatic

/** A function that fails in the way that it is asked to. */
@CompileStatic
class FailingFunction implements RequestStreamHandler {

  @Override
  void handleRequest(InputStream event, OutputStream response, Context context) {
    switch (event.text) {
      case 'exception' -> throw new IllegalStateException('as asked')
      case 'error' -> throw new AssertionError('as asked' as Object)
      case 'stack' -> overflow(0)
      case 'memory' -> println(new long[Integer.MAX_VALUE - 8].length)
      case 'large' -> response.write(new byte[7 * 1024 * 1024])
      default -> response.write('"fine"'.bytes)
    }
  }

  private int overflow(int depth) {
    overflow(depth + 1) + 1
  }
}
