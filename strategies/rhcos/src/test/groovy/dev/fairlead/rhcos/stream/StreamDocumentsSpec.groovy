package dev.fairlead.rhcos.stream

import dev.fairlead.spi.ConfigurationException
import dev.fairlead.spi.Doubt
import dev.fairlead.spi.RouteDecision.PassThrough
import dev.fairlead.spi.RouteDecision.Reject
import dev.fairlead.spi.RouteDecision.Serve
import dev.fairlead.tck.FakeContext
import dev.fairlead.tck.FakeReply
import dev.fairlead.tck.Requests
import java.nio.charset.StandardCharsets
import spock.lang.Specification

class StreamDocumentsSpec extends Specification {
  def source = StreamSamples.rhcos()
  def context = contextWith('leave')
  def upstream = context.upstreams().of('https://source.example/')
  def mirror = context.upstreams().of('https://mirror.example/')

  static FakeContext contextWith(String absent) {
    new FakeContext([streams: [
        sources: ['rhel-10.2': 'https://source.example/streams/rhel-10.2.json'],
        profiles: [mirror: [base: 'https://mirror.example/m/', from: [StreamSamples.RHCOS], absent: absent]],
        'max-age': '5m']])
  }

  def setup() {
    upstream.answers('/streams/rhel-10.2.json', source.bytes, [ETag: '"1"'])
    mirrorHas { true }
  }

  def "a stream is rewritten to the mirror, once per max-age"() {
    given:
    def documents = StreamDocuments.read(context)

    when:
    def first = content(documents)
    def second = content(documents)

    then:
    text(first) == source.replace(StreamSamples.RHCOS, 'https://mirror.example/m/')
    first.mediaType() == 'application/json'
    first.fields()['Cache-Control'] == 'max-age=300'
    first.fields()['Last-Modified'] == 'Sun, 01 Nov 2026 12:00:00 GMT'
    second.is(first)
    upstream.asked.size() == 1
  }

  def "after max-age its source is asked whether it changed"() {
    given:
    def documents = StreamDocuments.read(context)
    def first = content(documents)
    context.clock().now += java.time.Duration.ofMinutes(6)
    upstream.answers('/streams/rhel-10.2.json') { call ->
      call.fields()['If-None-Match'] == '"1"' ? FakeReply.status(304) : FakeReply.status(500)
    }

    expect:
    content(documents).is(first)
    upstream.asked.size() == 2
  }

  def "what the mirror lacks is #absent, and what it doesn't speak of stays upstream"() {
    given:
    context = contextWith(absent == 'dropped' ? 'drop' : 'leave')
    context.upstreams().of('https://source.example/').answers('/streams/rhel-10.2.json', source.bytes)
    mirror = context.upstreams().of('https://mirror.example/')
    mirrorHas { it.contains('-metal.') }
    mirrorFails { it.contains('-aws.') }

    when:
    def artifacts = StreamDocument.parse(text(content(StreamDocuments.read(context)))).artifacts()

    then:
    artifacts.size() == count
    artifacts.count { it.location().url().startsWith('https://mirror.example/m/') } == 4
    artifacts.count { it.location().url().contains('-aws.') } == 4

    where:
    absent    | count
    'left'    | 60
    'dropped' | 8
  }

  def "the last good one is kept while the source #fault"() {
    given:
    def documents = StreamDocuments.read(context)
    def first = content(documents)
    context.clock().now += java.time.Duration.ofMinutes(6)
    upstream.answers('/streams/rhel-10.2.json', reply)

    expect:
    content(documents).is(first)
    context.metrics().count('fairlead.streams.doubts') == 1

    where:
    fault               | reply
    'answers 503'       | FakeReply.status(503)
    'is not reached'    | FakeReply.failing(Doubt.TIMEOUT)
    'sends a log-in'    | FakeReply.of('<html>'.bytes, [:])
    'sends nothing'     | FakeReply.of(new byte[0], [:])
    'sends far too much' | FakeReply.of(new byte[(16 << 20) + 1], [:])
  }

  def "without a good one the client is passed through"() {
    given:
    upstream.answers('/streams/rhel-10.2.json', FakeReply.status(503))

    expect:
    StreamDocuments.read(context).decide(Requests.get('/streams/mirror/rhel-10.2.json')) instanceof PassThrough
  }

  def "#path is #answer"() {
    expect:
    def decision = StreamDocuments.read(context).decide(Requests.get(path))
    (decision instanceof Reject ? decision.reason().status() : 200) == answer

    where:
    path                                | answer
    '/streams/mirror/rhel-10.2.json'    | 200
    '/streams/mirror/rhel-9.json'       | 404
    '/streams/other/rhel-10.2.json'     | 404
    '/streams/mirror/rhel-10.2'         | 404
    '/streams/'                         | 404
  }

  def "without profiles no path is ours"() {
    expect:
    !StreamDocuments.read(new FakeContext([:])).isFor(Requests.get('/streams/a/b.json'))
    !StreamDocuments.read(context).isFor(Requests.get('/art/storage/streams/x.json'))
    StreamDocuments.read(context).isFor(Requests.get('/streams/a/b.json'))
  }

  def "a wrong setting stops the start-up: #message"() {
    when:
    StreamDocuments.read(new FakeContext([streams: [profiles: [m: settings]]]))

    then:
    def e = thrown(ConfigurationException)
    e.message.contains(message)

    where:
    settings                                             | message
    [base: 'ftp://x/', from: ['https://a/b/']]           | "streams.profiles.m.base: 'ftp://x/' is not a URL"
    [base: 'https://x/']                                 | 'streams.profiles.m.from: names no prefix'
    [base: 'https://x/', from: ['b']]                    | "streams.profiles.m.from: 'b' is not a URL"
    [base: 'https://x/', from: ['https://a/b/'], absent: 'dr'] | "streams.profiles.m.absent: unknown 'dr'"
  }

  private void mirrorHas(Closure<Boolean> has) {
    StreamDocument.parse(source).artifacts()*.location()*.url().each {
      def target = '/m/' + it.substring(StreamSamples.RHCOS.length())
      mirror.answers(target, FakeReply.status(has(target) ? 200 : 404))
    }
  }

  private void mirrorFails(Closure<Boolean> fails) {
    StreamDocument.parse(source).artifacts()*.location()*.url().collect { '/m/' + it.substring(StreamSamples.RHCOS.length()) }
        .findAll(fails).each { mirror.fails(it, Doubt.SERVER_ERROR) }
  }

  private static content(StreamDocuments documents) {
    def decision = documents.decide(Requests.get('/streams/mirror/rhel-10.2.json'))
    assert decision instanceof Serve
    decision.content()
  }

  private static String text(content) {
    StandardCharsets.UTF_8.decode(content.body().read()).toString()
  }
}
