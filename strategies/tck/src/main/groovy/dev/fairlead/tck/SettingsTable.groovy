package dev.fairlead.tck

import dev.fairlead.spi.Setting
import groovy.transform.CompileStatic

/** What a strategy reads, as the table of its README. */
@CompileStatic
class SettingsTable {
  static final List<String> HEAD = ['| key below `settings:` | type | default | bounds |', '|---|---|---|---|']

  static List<String> of(Collection<Setting> settings) {
    HEAD + settings.collect {
      '|' + ["`${it.key()}`", it.type(), it.otherwise(), it.bounds()].collect { cell -> cell ? " $cell |" : ' |' }.join('')
    }
  }

  /** The rows of such a table in a text. */
  static List<String> in(String text) {
    def lines = text.readLines().dropWhile { it != HEAD[0] }
    lines.takeWhile { it.startsWith('|') }
  }
}
