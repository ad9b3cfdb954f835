package dev.fairlead.app.door

import dev.fairlead.spi.Body
import dev.fairlead.spi.Content
import dev.fairlead.spi.HeaderFields
import java.time.Instant
import spock.lang.Specification

/** Ten bytes, asked for in every way that HTTP knows. */
class ContentResponseSpec extends Specification {
  static final TIME = 'Sun, 01 Nov 2026 10:20:30 GMT'
  static final EARLIER = 'Sun, 01 Nov 2026 10:20:29 GMT'
  static final LATER = 'Sun, 01 Nov 2026 10:20:31 GMT'

  static Content content(String text = '0123456789', Optional<Instant> time = Optional.of(Instant.parse('2026-11-01T10:20:30.987Z'))) {
    new Content('text/x', Body.of(text.bytes), '"tag"', time,
        ['Content-Disposition': 'attachment; filename=a.iso', 'Vary': 'Origin'])
  }

  static Response ask(Map<String, Object> fields, Content content = content(), String method = 'GET') {
    def lines = fields.collectEntries { name, value -> [name.toLowerCase(Locale.ROOT), value instanceof List ? value : [value]] }
    ContentResponse.of(content, method, HeaderFields.of(lines))
  }

  static String text(Response response) {
    def bytes = new byte[response.body().length() as int]
    response.body().read().get(bytes)
    new String(bytes, 'ISO-8859-1')
  }

  def "the range #range is #status #bytes, #where"() {
    when:
    def answer = ask(Range: range)

    then:
    answer.status() == status
    answer.fields()['content-range'] == where
    status == 416 || text(answer) == bytes
    answer.fields()['accept-ranges'] == 'bytes'

    where:
    range                              || status | bytes        | where
    'bytes=0-0'                        || 206    | '0'          | 'bytes 0-0/10'
    'bytes=2-5'                        || 206    | '2345'       | 'bytes 2-5/10'
    'bytes= 2 - 5 '                    || 206    | '2345'       | 'bytes 2-5/10'
    'bytes=7-'                         || 206    | '789'        | 'bytes 7-9/10'
    'bytes=-3'                         || 206    | '789'        | 'bytes 7-9/10'
    'bytes=-99'                        || 206    | '0123456789' | 'bytes 0-9/10'
    'bytes=5-99'                       || 206    | '56789'      | 'bytes 5-9/10'
    'bytes=5-99999999999999999999'     || 206    | '56789'      | 'bytes 5-9/10'
    'bytes=,3-4,'                      || 206    | '34'         | 'bytes 3-4/10'
    'bytes=3-4,50-60'                  || 206    | '34'         | 'bytes 3-4/10'
    'bytes=10-'                        || 416    | ''           | 'bytes */10'
    'bytes=99999999999999999999-'      || 416    | ''           | 'bytes */10'
    'bytes=-0'                         || 416    | ''           | 'bytes */10'
    'bytes=20-30,40-'                  || 416    | ''           | 'bytes */10'
    'bytes=5-2'                        || 416    | ''           | 'bytes */10'
    'bytes=a-b'                        || 416    | ''           | 'bytes */10'
    'bytes=-'                          || 416    | ''           | 'bytes */10'
    'bytes=1'                          || 416    | ''           | 'bytes */10'
    'bytes=1-2-3'                      || 416    | ''           | 'bytes */10'
    'bytes=0-1,x'                      || 416    | ''           | 'bytes */10'
    'bytes='                           || 200    | '0123456789' | null
    'items=0-1'                        || 200    | '0123456789' | null
    'nonsense'                         || 200    | '0123456789' | null
    'bytes=0-5,5-9'                    || 200    | '0123456789' | null
    'bytes=0-,0-'                      || 200    | '0123456789' | null
    'bytes=' + '0-0,' * 60             || 200    | '0123456789' | null
  }

  def "several ranges come in parts, in the order in which they were asked for"() {
    when:
    def answer = ask(Range: 'bytes=8-,0-1,4-4')
    def boundary = answer.fields()['content-type'].split('boundary=')[1]

    then:
    answer.status() == 206
    answer.fields()['content-type'].startsWith('multipart/byteranges; boundary=')
    answer.fields()['content-range'] == null
    text(answer) == [['8-9', '89'], ['0-1', '01'], ['4-4', '4']].collect { range, bytes ->
      "--$boundary\r\nContent-Type: text/x\r\nContent-Range: bytes $range/10\r\n\r\n$bytes\r\n"
    }.join('') + "--$boundary--\r\n"
  }

  def "#count ranges of a long content are #status"() {
    given:
    def ranges = 'bytes=' + (0..<count).collect { "${it * 10}-${it * 10}" }.join(',')

    expect:
    ask(Range: ranges, content('x' * 1000)).status() == status

    where:
    count || status
    49    || 206
    50    || 200
  }

  def "nothing has no ranges"() {
    expect:
    ask(Range: 'bytes=0-0', content('')).status() == 200
  }

  def "#fields is #status"() {
    expect:
    ask(fields).status() == status

    where:
    fields                                                                  || status
    ['If-Match': '"tag"']                                                   || 200
    ['If-Match': '*']                                                       || 200
    ['If-Match': '"a", "tag"']                                              || 200
    ['If-Match': ['"a"', '"tag"']]                                          || 200
    ['If-Match': '"a,b", "tag"']                                            || 200
    ['If-Match': 'W/"tag"']                                                 || 412
    ['If-Match': '"other"']                                                 || 412
    ['If-Match': 'tag']                                                     || 412
    ['If-Match': '"tag"', 'If-Unmodified-Since': EARLIER]                   || 200
    ['If-Unmodified-Since': EARLIER]                                        || 412
    ['If-Unmodified-Since': TIME]                                           || 200
    ['If-Unmodified-Since': 'yesterday']                                    || 200
    ['If-None-Match': '"tag"']                                              || 304
    ['If-None-Match': 'W/"tag"']                                            || 304
    ['If-None-Match': '*']                                                  || 304
    ['If-None-Match': '"a", W/"tag"']                                       || 304
    ['If-None-Match': '"other"']                                            || 200
    ['If-None-Match': '"other"', 'If-Modified-Since': LATER]                || 200
    ['If-None-Match': '"']                                                  || 200
    ['If-Modified-Since': TIME]                                             || 304
    ['If-Modified-Since': LATER]                                            || 304
    ['If-Modified-Since': EARLIER]                                          || 200
    ['If-Modified-Since': 'Sunday, 01-Nov-26 10:20:30 GMT']                 || 304
    ['If-Modified-Since': 'Sun Nov  1 10:20:30 2026']                       || 304
    ['If-Modified-Since': 'Sun, 1 Nov 2026 10:20:30 GMT']                   || 200
    ['If-Match': '"other"', 'If-None-Match': '"tag"']                       || 412
    ['If-Unmodified-Since': TIME, 'If-None-Match': '"tag"']                 || 304
    ['If-None-Match': '"tag"', Range: 'bytes=0-0']                          || 304
    ['If-Match': '"other"', Range: 'bytes=99-']                             || 412
    ['If-Range': '"tag"', Range: 'bytes=0-0']                               || 206
    ['If-Range': 'W/"tag"', Range: 'bytes=0-0']                             || 200
    ['If-Range': '"other"', Range: 'bytes=0-0']                             || 200
    ['If-Range': TIME, Range: 'bytes=0-0']                                  || 206
    ['If-Range': LATER, Range: 'bytes=0-0']                                 || 200
    ['If-Range': EARLIER, Range: 'bytes=0-0']                               || 200
    ['If-Range': '"other"', Range: 'bytes=99-']                             || 200
  }

  def "where it isn't known how old the content is, #fields is #status"() {
    expect:
    ask(fields, content('0123456789', Optional.empty())).status() == status

    where:
    fields                                    || status
    ['If-Modified-Since': LATER]              || 200
    ['If-Unmodified-Since': EARLIER]          || 200
    ['If-Range': TIME, Range: 'bytes=0-0']    || 200
  }

  def "HEAD has the whole content's fields, whatever range it names"() {
    given:
    def head = ask([Range: 'bytes=0-0'], content(), 'HEAD')

    expect:
    [head.status(), head.fields(), head.body().length()] == [200, ask([:]).fields(), 10]
  }

  def "what a POST made is answered as it is"() {
    expect:
    ask(fields, content(), 'POST').status() == 200

    where:
    fields << [['If-None-Match': '*'], ['If-Match': '"other"'], [Range: 'bytes=0-0']]
  }

  def "content has its fields, and an answer without it only those that don't describe it: #status"() {
    expect:
    with(ask(fields)) {
      it.status() == status
      it.fields().keySet() == names as Set
      it.fields()['etag'] == '"tag"'
    }

    where:
    fields                     || status | names
    [:]                        || 200    | ['content-type', 'content-disposition', 'last-modified', 'etag', 'accept-ranges', 'vary']
    [Range: 'bytes=0-0']       || 206    | ['content-type', 'content-disposition', 'content-range', 'last-modified', 'etag', 'accept-ranges', 'vary']
    ['If-None-Match': '*']     || 304    | ['etag', 'accept-ranges', 'vary']
    ['If-Match': '"other"']    || 412    | ['content-type', 'etag', 'accept-ranges', 'vary']
    [Range: 'bytes=99-']       || 416    | ['content-type', 'content-range', 'etag', 'accept-ranges', 'vary']
  }

  def "Last-Modified is written with two digits of the day and whole seconds"() {
    expect:
    ask([:]).fields()['last-modified'] == TIME
  }
}
