package dev.fairlead.spi

import java.time.Duration
import spock.lang.Specification

class SettingsSpec extends Specification {

  def "it is known whether keys or a value stand below a key, and where that is"() {
    given:
    def settings = Settings.of('fairlead.mounts.a', [map: [b: 1], text: 'x', list: [1]])

    expect:
    ['map', 'text', 'list', 'none'].collect { settings.hasMap(it) } == [true, false, false, false]
    settings.section('map').path() == 'fairlead.mounts.a.map'
  }
  static final MIN = Duration.ofSeconds(1)
  static final MAX = Duration.ofDays(7)

  static Settings settings(Map tree) {
    Settings.of('fairlead.x', tree)
  }

  def "a time of #text is #duration"() {
    expect:
    settings(k: text).duration('k', Duration.ZERO, Duration.ZERO, MAX) == duration

    where:
    text    || duration
    '500ms' || Duration.ofMillis(500)
    '20 s'  || Duration.ofSeconds(20)
    '5m'    || Duration.ofMinutes(5)
    '6h'    || Duration.ofHours(6)
    '1d'    || Duration.ofDays(1)
    'PT20M' || Duration.ofMinutes(20)
  }

  def "a size of #text is #bytes bytes"() {
    expect:
    settings(k: text).bytes('k', 0, 0, Long.MAX_VALUE) == bytes

    where:
    text    || bytes
    '7B'    || 7
    '64KiB' || 65_536
    '32MiB' || 33_554_432
    '1GiB'  || 1_073_741_824
  }

  def "a missing key is what the caller says"() {
    given:
    def empty = settings([:])

    expect:
    empty.string('k', 'else') == 'else'
    empty.optionalString('k').isEmpty()
    empty.flag('k', true)
    empty.integer('k', 3, 0, 9) == 3
    empty.decimal('k', 0.5d) == 0.5d
    empty.duration('k', MIN, MIN, MAX) == MIN
    empty.bytes('k', 5, 0, 9) == 5
    empty.oneOf('k', ['a'], 'a') == 'a'
    empty.strings('k') == []
    empty.someOf('k', ['a']) == [] as Set
    empty.list('k') == []
    empty.named('k') == [:]
    !empty.has('k')
  }

  def "values are read as what they are, or from the texts of environment variables"() {
    given:
    def given = settings(flag: true, text: 'false', number: 3, 'number-text': '4', price: 0.02d, list: ['a', 'b'],
        'list-text': 'a, b', url: 'https://cdn.example/base', map: [inner: [x: 1]], maps: [[y: 2]])

    expect:
    given.flag('flag', false)
    !given.flag('text', true)
    given.integer('number', 0, 0, 9) == 3
    given.integer('number-text', 0, 0, 9) == 4
    given.decimal('price', 0) == 0.02d
    given.strings('list') == ['a', 'b']
    given.strings('list-text') == ['a', 'b']
    given.url('url').host == 'cdn.example'
    given.named('map').inner.integer('x', 0, 0, 9) == 1
    given.list('maps')*.integer('y', 0, 0, 9) == [2]
    given.section('map').names() == ['inner'] as Set
    given.requireAllRead() == null
  }

  def "#fault is refused: #problem"() {
    when:
    read(settings(k: value))

    then:
    def refused = thrown(ConfigurationException)
    refused.message.startsWith('fairlead.x.k')
    refused.message.contains(problem)
    !refused.message.contains('\n')

    where:
    fault                  | value              | read                                     || problem
    'a missing text'       | null               | { it.string('k') }                       || 'is missing'
    'no flag'              | 'yes'              | { it.flag('k', true) }                   || "'yes' is not true or false"
    'no number'            | 'x'                | { it.integer('k', 0, 0, 9) }             || "'x' is not a whole number"
    'a number out of range' | 10                | { it.integer('k', 0, 0, 9) }             || '10 is not within 0 to 9'
    'a negative price'     | -1                 | { it.decimal('k', 0) }                   || 'not a number from 0 up'
    'an endless price'     | 'Infinity'         | { it.decimal('k', 0) }                   || 'not a number from 0 up'
    'a price that is none' | 'NaN'              | { it.decimal('k', 0) }                   || 'not a number from 0 up'
    'a time without unit'  | 20                 | { it.duration('k', MIN, MIN, MAX) }      || 'a time with its unit'
    'an odd unit'          | '20 fortnights'    | { it.duration('k', MIN, MIN, MAX) }      || 'a time with its unit'
    'an odd ISO time'      | 'PX'               | { it.duration('k', MIN, MIN, MAX) }      || 'a time with its unit'
    'too long a time'      | '8d'               | { it.duration('k', MIN, MIN, MAX) }      || 'is not within'
    'an endless time'      | '999999999999999d' | { it.duration('k', MIN, MIN, MAX) }      || 'a time with its unit'
    'a size without unit'  | '7'                | { it.bytes('k', 0, 0, 9) }               || 'a size with its unit'
    'too large a size'     | '1KiB'             | { it.bytes('k', 0, 0, 9) }               || 'is not within'
    'no URL'               | 'cdn.example'      | { it.url('k') }                          || 'is not a URL such as'
    'a broken URL'         | 'https://[x'       | { it.url('k') }                          || 'is not a URL'
    'a URL with a user'    | 'https://u@h/'     | { it.url('k') }                          || 'is not a URL such as'
    'a URL with a query'   | 'https://h/?a'     | { it.url('k') }                          || 'is not a URL such as'
    'another scheme'       | 'ftp://h/'         | { it.url('k') }                          || 'is not a URL such as'
    'an unknown name'      | 'us-esat-1'        | { it.oneOf('k', ['us-east-1']) }         || "did you mean 'us-east-1'?"
    'a name far off'       | 'zzzzzzzzzz'       | { it.oneOf('k', ['us-east-1']) }         || "unknown 'zzzzzzzzzz'; known are [us-east-1]"
    'an unknown one of some' | ['a', 'x']       | { it.someOf('k', ['a']) }                || "unknown 'x'"
    'a map for a text'     | [a: 1]             | { it.string('k') }                       || 'is not a text'
    'a text for a map'     | 'x'                | { it.section('k') }                      || 'a map of keys belongs'
    'a number for a list'  | 3                  | { it.strings('k') }                      || 'is not a list'
    'a list of maps'       | [[a: 1]]           | { it.strings('k') }                      || 'a list of texts'
    'a list of texts'      | ['a']              | { it.list('k') }                         || 'a map of keys belongs'
  }

  def "what nobody read is named, with what was probably meant"() {
    given:
    def given = settings(bucket: 'b', regoin: 'r', inner: [[deep: [tpyo: 1]]])
    given.string('bucket')
    given.optionalString('region')

    when:
    given.requireAllRead()

    then:
    def refused = thrown(ConfigurationException)
    refused.message.startsWith("fairlead.x.regoin: unknown key, did you mean 'region'?")
  }

  def "a section's unread keys are found from the top"() {
    given:
    def given = settings(inner: [[deep: [tpyo: 1]]])
    given.list('inner').first().section('deep').optionalString('typo')

    when:
    given.requireAllRead()

    then:
    def refused = thrown(ConfigurationException)
    refused.message.startsWith('fairlead.x.inner[0].deep.tpyo: unknown key')
  }

  def "the keys that were asked for are known by their paths"() {
    given:
    def given = settings(inner: [a: 1])
    given.section('inner').optionalString('b')

    expect:
    given.known() == ['fairlead.x.inner', 'fairlead.x.inner.b'] as SortedSet
  }

  def "what was read is described: #key is #type, #otherwise, #bounds"() {
    given:
    def given = settings(list: [[name: 'x'], [name: 'y']], inner: [:])
    given.string('text', 'a')
    given.list('list').each { it.string('name') }
    given.section('inner').duration('life', Duration.ofMinutes(90), Duration.ZERO, Duration.ofDays(7))
    given.section('inner').bytes('room', 64 << 20, 1, 1L << 30)
    given.integer('count', 3, 1, 9)
    given.flag('on', true)
    given.decimal('price', 0.5d)
    given.oneOf('mode', ['a', 'b'], 'a')
    given.strings('endings')
    given.named('others')

    expect:
    given.described().find { it.key() == key } == new Setting(key, type, otherwise, bounds)
    given.described()*.key() == ['count', 'endings', 'inner.life', 'inner.room', 'list[].name', 'mode', 'on', 'others', 'price', 'text']

    where:
    key           | type            | otherwise  | bounds
    'text'        | 'text'          | 'a'        | ''
    'list[].name' | 'text'          | 'required' | ''
    'inner.life'  | 'time'          | '90m'      | '0 to 7d'
    'inner.room'  | 'size'          | '64MiB'    | '1B to 1GiB'
    'count'       | 'whole number'  | '3'        | '1 to 9'
    'on'          | 'true or false' | 'true'     | ''
    'price'       | 'number'        | '0.5'      | '0 up'
    'mode'        | 'a or b'        | 'a'        | ''
    'endings'     | 'list of texts' | ''         | ''
    'others'      | 'map'           | ''         | ''
  }
}
