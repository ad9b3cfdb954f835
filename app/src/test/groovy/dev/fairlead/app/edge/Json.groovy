package dev.fairlead.app.edge

import com.fasterxml.jackson.databind.ObjectMapper

class Json {
  private static final MAPPER = new ObjectMapper()

  static String text(Object value) {
    MAPPER.writeValueAsString(value)
  }

  static Object value(String text) {
    MAPPER.readValue(text, Object)
  }
}
