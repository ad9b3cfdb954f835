package dev.fairlead.app

/** Metrics in Prometheus' text format. */
class Samples {
  /** The sum of a metric's samples that have these labels. */
  static double sum(String text, String name, Map<String, String> labels) {
    def wanted = labels.collect { "${it.key}=\"${it.value}\"".toString() }
    text.readLines()
        .findAll { it ==~ /${name}(\{.*)? .*/ && wanted.every { label -> it.contains(label) } }
        .sum(0d) { it.tokenize(' ').last() as double }
  }
}
