package dev.fairlead.app.lambda

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import dev.fairlead.app.Mutator
import dev.fairlead.spi.RouteDecision
import dev.fairlead.spi.RouteRequest
import dev.fairlead.spi.Trace
import groovy.transform.CompileStatic
import spock.lang.Specification

/** Whatever an event holds: it is answered, or nobody's event; and CloudFront can always use its answer. */
class EventFuzzSpec extends Specification {
  static final INPUTS = 10_000

  def "no event does harm"() {
    given:
    def passing = new OneMount({ RouteRequest r -> new RouteDecision.PassThrough(r.path(), Trace.of('spec')) })
    def loop = new Loop(passing)

    when:
    loop.run(INPUTS)

    then: 'all ways were gone often'
    loop.noJson > INPUTS / 10
    loop.nobodys > INPUTS / 100
    loop.ours > INPUTS / 10
    loop.edge > INPUTS / 20
  }

  @CompileStatic
  static class Loop {
    static final List<String> EXAMPLES = ['function-url', 'http-api', 'rest-api', 'alb', 'alb-multi-value', 'viewer-request', 'origin-request']
    static final List<String> TOKENS = [
        'null', '[]', '{}', '7', '""', 'true', '"\\ud800"', '"/m/x"', '"/m/../x"', '"/m/a%2Fb"', '"%00"', '\\u0000', '1e999', '"GET"', '"a":', '[[', '"host"',
        '"x-forwarded-for":"', ',,,', '"uri"', '"path"', '"rawPath"', '"headers":{"host":[null]}', '"clientIp":"::1"', '"multiValueHeaders":', '"iam":{}']
    private final ObjectMapper json = new ObjectMapper()
    private final OneMount mount
    private final Mutator events
    int noJson
    int nobodys
    int ours
    int edge

    Loop(OneMount mount) {
      this.mount = mount
      List<String> texts = EXAMPLES.collect { String name -> Events.json(Events.example(name)).replace('"/my/path"', '"/m/path"').replace('"/"', '"/m/x"') }
      events = new Mutator(20261121, texts, TOKENS)
    }

    void run(int inputs) {
      for (int i = 0; i < inputs; i++) {
        one(events.next())
      }
    }

    private void one(String text) {
      Event event
      try {
        event = Event.of(Json.read(new ByteArrayInputStream(text.getBytes('UTF-8'))))
      } catch (EventException e) {
        assert !e.message.contains('\n')
        if (e.message.startsWith('the event is not JSON')) {
          noJson++
        } else {
          nobodys++
        }
        return
      }
      if (event instanceof EdgeEvent) {
        JsonNode answer = json.readTree(mount.edge.answer(event))
        edge++
        assert answer == event.goOn(): text
      } else if (event instanceof WebEvent) {
        JsonNode answer = json.readTree(mount.web.answer(event))
        ours++
        assert answer.path('statusCode').asInt() in [307, 400, 403, 404]: text
        def location = answer.path('headers').path('location').asText('') + answer.path('multiValueHeaders').path('location').path(0).asText('')
        assert location.empty || location.startsWith('https://cdn.example/'): text
      }
    }
  }
}
