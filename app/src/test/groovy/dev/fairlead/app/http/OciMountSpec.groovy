package dev.fairlead.app.http

import static dev.fairlead.app.SampleRanges.from

import dev.fairlead.app.Doors
import dev.fairlead.testbed.Blob
import dev.fairlead.testbed.Testbed
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** A mount that serves the OCI API itself, and what the front door adds to content that we make. */
class OciMountSpec extends Specification {
  @Shared @AutoCleanup Testbed testbed = Testbed.start()
  @Shared Blob blob = Blob.of('a layer')
  @Shared @AutoCleanup Doors doors = start()

  Doors start() {
    testbed.s3().createBucket('layers', 'us-east-1')
    testbed.s3().put('layers', blob)
    new Doors("""
fairlead:
  server: { host: 127.0.0.1 }
  client-address: { source: forwarded, hops: 1 }
  ranges: { files: [aws-ip-ranges.json] }
  object-store: { endpoint: "${testbed.s3().endpoint()}" }
  mounts:
    oci:
      strategy: registry
      match: { host: registry.example }
      access: public
      pass-through: { to: "https://upstream.example/base/" }
      settings:
        layout: oci
        copies: [{ bucket: layers, region: us-east-1, authoritative: true }]
""", { "https://upstream.example/base$it" })
  }

  def ask(String door, String method, String target, Map fields = [:]) {
    doors[door].exchange(method, target, from('us-east-1') + [Host: 'Registry.Example:5000'] + fields)
  }

  def "#method #target gives #status, through #door"() {
    when:
    def answer = ask(door, method, target)

    then:
    answer.status == status
    answer.text == body
    expected.every { name, value -> answer.all(name) == [value] }

    where:
    method   | target                || status | body  | expected
    'GET'    | '/v2/'                || 200    | '{}'  | ['docker-distribution-api-version': 'registry/2.0', 'content-length': '2', 'content-type': 'application/json']
    'HEAD'   | '/v2/'                || 200    | ''    | ['docker-distribution-api-version': 'registry/2.0', 'content-length': '2']
    'GET'    | '/v2/a/manifests/1?x=1'|| 307    | ''    | [location: 'https://upstream.example/base/v2/a/manifests/1?x=1', 'cache-control': 'no-store']
    'GET'    | '/v2/_catalog'        || 404    | '{"errors":[{"code":"UNSUPPORTED","message":"this registry does not list its repositories"}]}' | ['content-type': 'application/json']
    'PUT'    | '/v2/a/manifests/1'   || 405    | '{"errors":[{"code":"UNSUPPORTED","message":"this registry is for pulling: GET and HEAD only"}]}' | [allow: 'GET, HEAD']
    'DELETE' | '/v2/'                || 405    | '{"errors":[{"code":"UNSUPPORTED","message":"this registry is for pulling: GET and HEAD only"}]}' | [allow: 'GET, HEAD']
    combined:
    door << Doors.NAMES
  }

  def "a blob is read from the bucket with the method that was asked: #method, through #door"() {
    when:
    def answer = ask(door, method, "/v2/some/name/blobs/${blob.digest()}")
    def request = HttpRequest.newBuilder(URI.create(answer.location)).method(method, HttpRequest.BodyPublishers.noBody())
    def copy = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray())

    then:
    answer.status == 307
    copy.statusCode() == 200
    copy.body() == (method == 'GET' ? blob.bytes() : new byte[0])

    where:
    [method, door] << [['GET', 'HEAD'], Doors.NAMES].combinations()
  }

  def "another host's request has no mount here and is counted, through #door"() {
    given:
    def before = doors[door].metric('fairlead_unrouted_total', [:])

    when:
    def answer = doors[door].exchange('GET', '/v2/', [Host: 'other.example'])

    then:
    answer.status == (door in Doors.EDGE ? 307 : 404) // CloudFront goes on, and knows what to say
    doors[door].metric('fairlead_unrouted_total', [:]) == before + 1

    where:
    door << Doors.NAMES
  }

  def "a client that has the content is told so: If-None-Match #field, through #door"() {
    given:
    def tag = ask(door, 'GET', '/v2/').field('etag')

    when:
    def answer = ask(door, 'GET', '/v2/', ['If-None-Match': field.replace('TAG', tag)])

    then:
    answer.status == status
    answer.field('etag') == tag
    status == 200 || answer.all('content-length') + answer.all('content-type') == []

    where:
    field           || status
    'TAG'           || 304
    'W/TAG'         || 304
    '"other", TAG'  || 304
    '*'             || 304
    '"other"'       || 200
    'TAG-not'       || 200
    combined:
    door << Doors.NAMES
  }

  def "of two bytes, Range #range gives #status #contentRange, through #door"() {
    when:
    def answer = ask(door, 'GET', '/v2/', [Range: range])

    then:
    answer.status == status
    answer.field('content-range') == contentRange
    status == 416 || answer.text == body

    where:
    range             || status | contentRange  | body
    'bytes=0-0'       || 206    | 'bytes 0-0/2' | '{'
    'bytes=1-'        || 206    | 'bytes 1-1/2' | '}'
    'bytes=-1'        || 206    | 'bytes 1-1/2' | '}'
    'bytes=-99'       || 206    | 'bytes 0-1/2' | '{}'
    'bytes=0-99'      || 206    | 'bytes 0-1/2' | '{}'
    'bytes=2-'        || 416    | 'bytes */2'   | null
    'bytes=-0'        || 416    | 'bytes */2'   | null
    'bytes=1-0'       || 416    | 'bytes */2'   | null
    'bytes=0-1,1-1'   || 200    | null          | '{}'
    'lines=0-0'       || 200    | null          | '{}'
    'bytes='          || 200    | null          | '{}'
    'bytes=99999999999999999-' || 416 | 'bytes */2' | null
    combined:
    door << Doors.NAMES
  }

  def "a range of a version that the client doesn't have is the whole, through #door"() {
    expect:
    ask(door, 'GET', '/v2/', [Range: 'bytes=0-0', 'If-Range': '"old"']).status == 200
    ask(door, 'HEAD', '/v2/', [Range: 'bytes=0-0']).status == 200

    where:
    door << Doors.NAMES
  }
}
