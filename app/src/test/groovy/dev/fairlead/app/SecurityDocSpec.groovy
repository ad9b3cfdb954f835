package dev.fairlead.app

import groovy.io.FileType
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

/** SECURITY.md only names specs that are there. */
class SecurityDocSpec extends Specification {
  static final ROOT = Path.of('..')
  static final PAGE = Files.readString(ROOT.resolve('SECURITY.md'))

  static Set<String> specs() {
    def names = [] as Set
    ['app', 'ranges', 'strategies', 'testbed'].each { module ->
      ROOT.resolve(module).toFile().eachFileRecurse(FileType.FILES) {
        if (it.name.endsWith('Spec.groovy') && it.path.contains("src${File.separator}")) {
          names << (it.name - '.groovy')
        }
      }
    }
    names
  }

  def "every spec that the page names is in the source tree"() {
    given:
    def named = (PAGE =~ /`(\w+Spec)`/).collect { it[1] } as Set

    expect:
    named.size() > 10
    named - specs() == [] as Set
  }

  def "every row of a table with a column of specs names one"() {
    given:
    def tables = PAGE.split('\n\n').findAll { it =~ /\A\|.*(by which spec|enforced by) \|\n/ }

    expect:
    tables.size() >= 4
    tables.every { table -> table.readLines().drop(2).every { it =~ /`\w+Spec` \|$/ } }
  }
}
