package dev.fairlead.app

/** The program behind one of its front doors: what a scenario suite asks, whichever door it is. */
interface ServerUnderTest extends AutoCloseable {
  /**
   * Sends one request and waits for its answer.
   *
   * @param target as it stands in the request line, also one that no client library would send
   * @param fields by name; a list is several lines
   */
  Answer exchange(String method, String target, Map<String, ?> fields)

  /** The sum of a metric's samples that have these labels. */
  double metric(String name, Map<String, String> labels)
}
