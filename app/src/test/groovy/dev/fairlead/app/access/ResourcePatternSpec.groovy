package dev.fairlead.app.access

import spock.lang.Issue
import spock.lang.Specification

@Issue('https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html')
class ResourcePatternSpec extends Specification {

  static boolean matches(String pattern, String url) {
    def mark = url.indexOf('?')
    def base = mark < 0 ? url : url.substring(0, mark)
    def slash = base.indexOf('/', base.indexOf('://') + 3)
    def resource = Resource.of(base.substring(0, slash), base.substring(slash), mark < 0 ? Optional.empty() : Optional.of(url.substring(mark + 1)))
    assert resource.text() == url
    new ResourcePattern(pattern).matches(resource)
  }

  def "#pattern fits #url: #fits"() {
    expect:
    matches(pattern, url) == fits

    where:
    pattern                    | url                                || fits
    '*'                        | 'https://h.example/a/b?c=d'        || true
    'https://h.example/a'      | 'https://h.example/a'              || true
    'https://h.example/a'      | 'https://h.example/ab'             || false
    'https://h.example/a'      | 'https://h.example/A'              || false
    'https://h.example/a'      | 'http://h.example/a'               || false
    'https://h.example/a'      | 'https://h.example:8443/a'         || false
    'https://h.example/a'      | 'https://h.example/a?q'            || false
    'https://h.example/a'      | 'https://h.example/a?'             || false
    'https://h.example/a/*'    | 'https://h.example/a/'             || true
    'https://h.example/a/*'    | 'https://h.example/a/b/c'          || true
    'https://h.example/a/*'    | 'https://h.example/a/b?c=/d'       || true
    'https://h.example/a/*'    | 'https://h.example/a'              || false
    'https://h.example/a/*'    | 'https://h.example/b/a/c'          || false
    'https://h.example/*.iso'  | 'https://h.example/a/b.iso'        || true
    'https://h.example/*.iso'  | 'https://h.example/a/b.iso?q'      || false
    'https://h.example/*.iso'  | 'https://h.example/a?b.iso'        || false
    'https://h.example/*.iso*' | 'https://h.example/b.iso?q'        || true
    'https://h.example/a?c'    | 'https://h.example/abc'            || true
    'https://h.example/a?c'    | 'https://h.example/ac'             || false
    'https://h.example/a?c'    | 'https://h.example/abbc'           || false
    'https://h.example/a?c'    | 'https://h.example/a?c'            || true
    'https://h.example/a?c'    | 'https://h.example/a?d'            || false
    'https://h.example/a\\?c'  | 'https://h.example/a?c'            || true
    'https://h.example/a\\?c'  | 'https://h.example/abc'            || false
    'https://h.example/a\\?*'  | 'https://h.example/a?x=1'          || true
    'https://h.example/a\\?*'  | 'https://h.example/a'              || true
    'https://h.example/a\\?*'  | 'https://h.example/b?x=1'          || false
    'https://h.example/*\\?x=?' | 'https://h.example/b?x=1'         || true
    'https://h.example/*\\?x=?' | 'https://h.example/b?x=12'        || false
    'https://h.example/*?x=1'  | 'https://h.example/b?x=1'          || true
    'https://h.example/*?x=1'  | 'https://h.example/b?x=2'          || false
    'https://*.example/a'      | 'https://h.example/a'              || true
    'https://*.example/a'      | 'https://h.example/b/.example/a'   || false
    'https://*.example/a'      | 'https://evil/x.example/a'         || false
    'https://*/a'              | 'https://h.example/b/a'            || false
    'https://h.exampl?/a'      | 'https://h.example/a'              || true
    'https://h.example*'       | 'https://h.example/a/b?c'          || true
    'https://h.example*'       | 'https://h.example.evil/a'         || true
    'https://h.example'        | 'https://h.example/'               || true
    'https://h.example'        | 'https://h.example/a'              || false
    'http*://h.example/a'      | 'https://h.example/a'              || true
    'http?://h.example/a'      | 'http://h.example/a'               || false
    '*://h.example/a'          | 'http://h.example/a'               || true
    '*h.example'               | 'http://cdn.h.example/'            || true
    '*h.example'               | 'http://cdn.h.example/a'           || false
    'h.example/a/*'            | 'https://h.example/a/b'            || true
    '*/a'                      | 'https://h.example/a'              || true
    '/a'                       | 'https://h.example/a'              || false
    'a'                        | 'https://h.example/a'              || false
    ''                         | 'https://h.example/'               || false
    'https:*'                  | 'https://h.example/a'              || false
    'https://h.example/%2A'    | 'https://h.example/%2A'            || true
    'https://h.example/%2A'    | 'https://h.example/x'              || false
  }

  def "a pattern made to be slow takes less than a second"() {
    given:
    def pattern = 'https://h.example/' + '*a' * 2000 + 'b'
    def url = 'https://h.example/' + 'a' * 8000

    when:
    def start = System.nanoTime()
    def fits = matches(pattern, url)

    then:
    !fits
    System.nanoTime() - start < 1_000_000_000L
  }
}
