package dev.fairlead.app.lambda

import com.fasterxml.jackson.databind.ObjectMapper

/** Events as JSON. */
class Events {
  private static final ObjectMapper MAPPER = new ObjectMapper()

  static String json(Object event) {
    MAPPER.writeValueAsString(event)
  }

  static Map parse(CharSequence json) {
    MAPPER.readValue(json.toString(), Map)
  }

  /** An example of AWS's, from the resources beside this package. */
  static Map example(String name) {
    parse(Events.getResourceAsStream("${name}.json").getText('UTF-8'))
  }
}
