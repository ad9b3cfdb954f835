package dev.fairlead.ranges.refresh

import static dev.fairlead.ranges.Sample.*

import dev.fairlead.ranges.Cloud
import dev.fairlead.ranges.RangeTable
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import java.time.InstantSource
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

class LiveRangesUrlSpec extends Specification {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"))
  static final RangeTable BASE =
      table(aws(5, [awsRow("9.0.0.0/16", "old")]), gcp(5, ["34.0.0.0/16": "google"]))
  static final String GOOD = aws(10, (0..<100).collect { awsRow("10.${it}.0.0/16", "a") } +
      awsRow("9.0.0.0/16", "old"))
  static final RefreshLimits LIMITS =
      new RefreshLimits(100_000, Duration.ofSeconds(2), 0.10d, 0.02d)

  @AutoCleanup
  ScriptedUpstream upstream = new ScriptedUpstream()

  @TempDir
  Path folder

  def "a new version replaces the base table's ranges of its cloud only"() {
    given:
    upstream.serve(GOOD)
    def live = start()

    when:
    def before = region(live, "10.0.0.1")
    def outcomes = live.refresh()

    then:
    before == "-"
    outcomes == [new RefreshOutcome.Adopted(source(), "100 came, 0 went, 0 moved")]
    region(live, "10.0.0.1") == "a"
    region(live, "34.0.0.1") == "google"
    live.age(Cloud.AWS, InstantSource.fixed(Instant.ofEpochSecond(70))).get() ==
        Duration.ofSeconds(60)
    live.age(Cloud.AZURE, CLOCK).isEmpty()
  }

  def "a version in use is asked for with its validators, and 304 leaves it"() {
    given:
    upstream.serve(GOOD, ["ETag": '"v1"', "Last-Modified": "Wed, 21 Oct 2015 07:28:00 GMT"])
    def live = start()
    live.refresh()
    upstream.status(304)

    expect:
    live.refresh() == [new RefreshOutcome.Unchanged(source())]
    upstream.asked == [[etag: null, since: null],
        [etag: '"v1"', since: "Wed, 21 Oct 2015 07:28:00 GMT"]]
    region(live, "10.0.0.1") == "a"
  }

  def "a refused version is not remembered by its validators, so that the refusal stays visible"() {
    given:
    upstream.serve(GOOD, ["ETag": '"v1"'])
    def live = start()
    live.refresh()
    upstream.serve("<html>", ["ETag": '"v2"'])

    when:
    live.refresh()
    live.refresh()

    then:
    upstream.asked*.etag == [null, '"v1"', '"v1"']
  }

  def "#what is refused and the last good version stays"() {
    given:
    upstream.serve(GOOD)
    def live = start()
    live.refresh()

    when:
    script(upstream)
    def outcome = live.refresh().first()

    then:
    outcome instanceof RefreshOutcome.Refused
    outcome.reason().contains(reason)
    !outcome.source().label().contains("secret")
    region(live, "10.0.0.1") == "a"

    where:
    what                  | script                                            || reason
    "an error"            | { it.status(500) }                                || "answered 500"
    "a redirect"          | { it.status(302, ["Location": "/else"]) }         || "answered 302"
    "304 without asking"  | { it.status(304) }                                || "answered 304"
    "a web page"          | { it.serve("<html>maintenance") }                 || "HTML"
    "nothing"             | { it.serve("") }                                  || "is empty"
    "a huge file"         | { it.serve("{" + " " * 200_000) }                 || "cannot be fetched"
    "an older version"    | { it.serve(GOOD.replace('"10"', '"9"')) }         || "aws: is older"
    "a shrunk version"    | { it.serve(rows(0..<89, "a")) }                   || "IPv4 addresses lost"
    "a moved version"     | { it.serve(rows(0..<97, "a", 97..<101, "b")) }    || "moved region"
    "an emptied version"  | { it.serve('{"syncToken": "11", "prefixes": []}') } || "no prefixes"
    "another cloud"       | { it.serve(gcp(10, ["34.0.0.0/16": "g"])) }       || "aws: is missing"
    "one from the future" | { it.serve(GOOD.replace('"10"', '"9999999999"')) } || "the future"
    "a closed door"       | { it.close() }                                    || "cannot be fetched"
    "a silent upstream"   | { it.answer = { sleep(5000) } }                   || "within PT2S"
    "a dripping upstream" | { it.answer = { drip(it) } }                      || "within PT2S"
  }

  private static String rows(List<Integer> as, String a, List<Integer> bs = [], String b = "") {
    aws(11, as.collect { awsRow("10.${it}.0.0/16", a) } + bs.collect { awsRow("10.${it}.0.0/16", b) })
  }

  private static void drip(exchange) {
    exchange.sendResponseHeaders(200, 1000)
    50.times {
      exchange.responseBody.write(32)
      exchange.responseBody.flush()
      sleep(100)
    }
  }

  def "the limits decide how much may be lost or move"() {
    given:
    def limits = new RefreshLimits(100_000, Duration.ofSeconds(5), shrink, moved)
    upstream.serve(GOOD)
    def live = LiveRanges.start(BASE, [source()], limits, Optional.empty(), CLOCK)
    live.refresh()
    upstream.serve(rows(0..<40, "a", 40..<70, "b"))

    expect:
    adopted == (live.refresh().first() instanceof RefreshOutcome.Adopted)

    where:
    shrink | moved || adopted
    1.0d   | 1.0d  || true
    0.2d   | 1.0d  || false
    1.0d   | 0.2d  || false
  }

  def "the first version of a URL is held against the base table"() {
    given:
    upstream.serve(text)

    expect:
    start().refresh().first().reason().contains(reason)

    where:
    text                                     || reason
    aws(4, [awsRow("9.0.0.0/16", "old")])    || "is older"
    aws(6, [awsRow("11.0.0.0/16", "new")])   || "lost"
    aws(6, [awsRow("9.0.0.0/16", "new")])    || "moved"
  }

  def "a bad source does not hurt a good one"() {
    given:
    def good = new ScriptedUpstream()
    good.serve(gcp(10, ["34.0.0.0/16": "google", "35.0.0.0/16": "more"]))
    upstream.status(503)
    def live = LiveRanges.start(BASE, [source(), new RangeSource.FromUrl(good.uri())], LIMITS,
        Optional.empty(), CLOCK)

    expect:
    live.refresh()*.class == [RefreshOutcome.Refused, RefreshOutcome.Adopted]
    region(live, "35.0.0.1") == "more"
    region(live, "9.0.0.1") == "old"

    cleanup:
    good.close()
  }

  def "an Azure file is dated by Last-Modified, or by the clock if that is #date"() {
    given:
    upstream.serve(azure(1, [azureTag("AzureCloud.a", "a", ["13.0.0.0/8"])]),
        date == null ? [:] : ["Last-Modified": date])
    def live = start()
    live.refresh()

    expect:
    live.table().created(Cloud.AZURE).get() == Instant.parse(created)

    where:
    date                            || created
    "Wed, 21 Oct 2015 07:28:00 GMT" || "2015-10-21T07:28:00Z"
    "yesterday"                     || "2026-01-01T00:00:00Z"
    null                            || "2026-01-01T00:00:00Z"
  }

  def "the last good version survives a restart in the state directory"() {
    given:
    upstream.serve(GOOD)
    start(Optional.of(folder.resolve("state"))).refresh()
    upstream.status(500)

    when:
    def live = start(Optional.of(folder.resolve("state")))

    then:
    live.startOutcomes() == [new RefreshOutcome.Adopted(source(), "101 prefixes, kept")]
    region(live, "10.0.0.1") == "a"
    live.refresh().first() instanceof RefreshOutcome.Refused
    region(live, "10.0.0.1") == "a"
    Files.list(folder.resolve("state")).withCloseable { it.count() } == 1
  }

  def "a kept version that is not newer than the base table is left"() {
    given:
    upstream.serve(GOOD)
    start(Optional.of(folder)).refresh()
    def newer = table(aws(10, [awsRow("9.0.0.0/16", "newer")]))

    when:
    def live = LiveRanges.start(newer, [source()], LIMITS, Optional.of(folder), CLOCK)

    then:
    live.startOutcomes() == [new RefreshOutcome.Unchanged(source())]
    region(live, "9.0.0.1") == "newer"
  }

  def "a kept version that is #what is refused without stopping the start"() {
    given:
    upstream.serve(GOOD)
    start(Optional.of(folder)).refresh()
    def kept = Files.list(folder).withCloseable { it.findFirst().get() }
    damage(kept)

    when:
    def live = LiveRanges.start(BASE, [source()], LIMITS, Optional.of(folder),
        InstantSource.fixed(Instant.parse(now)))

    then:
    live.startOutcomes().first().reason().contains(reason)
    region(live, "10.0.0.1") == "-"

    where:
    what            | now                    | damage                           || reason
    "damaged"       | "2026-01-01T00:00:00Z" | { Files.writeString(it, "fair") } || "too early"
    "of the future" | "1969-01-01T00:00:00Z" | { it }                           || "the future"
  }

  def "a version that cannot be kept is used all the same, and said"() {
    given:
    upstream.serve(GOOD)
    def live = start(Optional.of(Files.writeString(folder.resolve("file"), "").resolve("state")))

    expect:
    live.refresh().first().summary().contains("not kept for the next start")
    region(live, "10.0.0.1") == "a"
  }

  def "refreshes and look-ups from many threads agree"() {
    given:
    upstream.serve(GOOD, ["ETag": '"v1"'])
    def live = start()
    def threads = Executors.newFixedThreadPool(8)

    when:
    def outcomes = threads.invokeAll((1..8).collect { { -> live.refresh() } })*.get().flatten()
    def regions = threads.invokeAll((1..8).collect { { -> region(live, "10.0.0.1") } })*.get()

    then:
    outcomes.count { it == new RefreshOutcome.Adopted(source(), "100 came, 0 went, 0 moved") } == 1
    outcomes.count { it == new RefreshOutcome.Unchanged(source()) } == 7
    regions.every { it == "a" }

    cleanup:
    threads.shutdownNow()
  }

  def "an interrupted refresh is refused and stays interrupted"() {
    given:
    upstream.answer = { sleep(5000) }
    def live = start()

    when:
    Thread.currentThread().interrupt()
    def outcome = live.refresh().first()

    then:
    Thread.interrupted()
    outcome.reason().contains("interrupted")
  }

  private LiveRanges start(Optional<Path> state = Optional.empty()) {
    LiveRanges.start(BASE, [source()], LIMITS, state, CLOCK)
  }

  private RangeSource source() {
    new RangeSource.FromUrl(upstream.uri())
  }

  private static String region(LiveRanges live, String address) {
    live.table().find(InetAddress.getByName(address)).flatMap { it.region() }.orElse("-")
  }
}
