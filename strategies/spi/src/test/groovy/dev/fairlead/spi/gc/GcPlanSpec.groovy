package dev.fairlead.spi.gc

import dev.fairlead.spi.BucketObjects.Listed
import dev.fairlead.spi.ObjectKey
import java.time.Duration
import java.time.Instant
import spock.lang.Specification

class GcPlanSpec extends Specification {
  static final Instant NOW = Instant.parse('2026-11-01T12:00:00Z')
  static final GcRules RULES = new GcRules(Duration.ofDays(30), 50, ['.sig'], ['.json'])

  def "each key stays or goes for a reason"() {
    when:
    def plan = plan(['a/1.iso': 90, 'a/1.iso.sig': 90, 'a/2.iso': 90, 'a/2.iso.sig': 90, 'a/3.iso': 3, 'a/s.json': 90], [doc: ['a/1.iso']])

    then:
    plan.verdicts().collectEntries { [it.key(), it.reason()] } ==
        ['a/1.iso': 'pinned by doc', 'a/1.iso.sig': 'pinned by doc', 'a/2.iso': 'unreferenced', 'a/2.iso.sig': 'unreferenced',
         'a/3.iso': 'young', 'a/s.json': 'kept always']
    plan.going()*.key() == ['a/2.iso', 'a/2.iso.sig']
    plan.refusals() == []
  }

  def "nothing may be deleted when #situation"() {
    expect:
    def plan = GcPlan.make(inventory(['a/1': 90, 'a/2': 90, 'a/3': 90]), new Pins(pins, failed), RULES, NOW)
    plan.refusals().any { it.contains(refusal) }

    where:
    situation                  | pins                                           | failed          | refusal
    'no pins were read'        | [doc: [] as Set]                               | []              | 'no pin was read'
    'a source of pins failed'  | [doc: ['a/1', 'a/2'] as Set]                   | ['b: no route'] | 'a source of pins failed: b: no route'
    'too much would go'        | [doc: ['a/1'] as Set]                          | []              | '2 of 3 keys would go, which is more than 50 %'
    'a pinned key is missing'  | [doc: ['a/1', 'a/2', 'a/9'] as Set]            | []              | 'a/9, pinned by doc, is missing'
  }

  def "nor when a key that was marked is pinned by now"() {
    when:
    plan(keys, [doc: ['a/1', 'a/2', 'a/3']]).confirmed(plan(keys, [doc: ['a/1', 'a/2']]))

    then:
    def e = thrown(StalePlanException)
    e.message == 'a/3 is to be deleted, but now pinned by doc'

    where:
    keys = ['a/1': 90, 'a/2': 90, 'a/3': 90]
  }

  def "what was written again since it was marked is left for another time"() {
    expect:
    plan(['a/1': 90, 'a/2': 90, 'a/3': 80, 'a/4': 90], [doc: ['a/1', 'a/2']])
        .confirmed(plan(['a/1': 90, 'a/2': 90, 'a/3': 90, 'a/4': 90], [doc: ['a/1', 'a/2']]))*.key() == ['a/4']
  }

  def "over a thousand worlds no pinned or young key goes, nor what belongs to a pinned one"() {
    expect:
    1000.times { seed ->
      def random = new Random(seed)
      def ages = (0..<random.nextInt(60)).collectEntries { ["b${it % 7}/f$it${random.nextInt(3) ? '' : '.sig'}".toString(), random.nextInt(90)] }
      def pins = (0..random.nextInt(4)).collectEntries { s ->
        ["source$s".toString(), ages.keySet().findAll { random.nextInt(3) == 0 } + (random.nextInt(9) ? [] : ['gone'])]
      }
      def failed = random.nextInt(10) ? [] : ['x']
      def rules = new GcRules(Duration.ofDays(random.nextInt(60)), random.nextInt(101), ['.sig'], [])
      def plan = GcPlan.make(inventory(ages), new Pins(pins.collectEntries { k, v -> [k, v as Set] }, failed), rules, NOW)
      def all = pins.values().flatten() as Set
      def going = plan.going()*.key() as Set
      assert going.disjoint(all)
      assert going.every { !all.contains(it - '.sig') }
      assert going.every { ages[it] >= rules.youngest().toDays() }
      assert plan.verdicts()*.key() as Set == ages.keySet()
      assert plan.refusals().empty ==
          (!all.empty && failed.empty && ages.keySet().containsAll(all) && going.size() * 100 <= rules.mostPercent() * ages.size())
    }
  }

  private static GcPlan plan(Map<String, Integer> ages, Map<String, List<String>> pins) {
    GcPlan.make(inventory(ages), new Pins(pins.collectEntries { k, v -> [k, v as Set] }, []), RULES, NOW)
  }

  private static List<Listed> inventory(Map<String, Integer> ages) {
    ages.collect { key, days -> new Listed(new ObjectKey(key), 10, NOW - Duration.ofDays(days)) }
  }
}
