package dev.fairlead.testbed

import static dev.fairlead.testbed.Clients.errorCode
import static dev.fairlead.testbed.Clients.get
import static dev.fairlead.testbed.Clients.presignGet
import static dev.fairlead.testbed.Clients.send
import static dev.fairlead.testbed.Clients.session

import java.time.Duration
import java.time.Instant
import java.time.ZoneOffset
import java.time.format.DateTimeFormatter
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

class PresignedUrlSpec extends Specification {
  @Shared @AutoCleanup Testbed testbed = Testbed.start()
  @Shared URI s3 = testbed.s3().endpoint()

  def setupSpec() {
    testbed.s3().createBucket('east', 'us-east-1')
    testbed.s3().put('east', 'a/b+c.rpm', 'hello'.bytes)
    testbed.s3().put('east', 'other', 'other'.bytes)
  }

  def "a presigned URL is good for what was signed"() {
    expect:
    get(presignGet(s3, 'east', 'a/b+c.rpm')).body() == 'hello'
  }

  def "a range of a presigned URL is served"() {
    when:
    def answer = get(presignGet(s3, 'east', 'other'), [Range: 'bytes=1-2'])

    then:
    answer.statusCode() == 206
    answer.body() == 'th'
  }

  def "#what is refused"() {
    when:
    def answer = get(URI.create(change(presignGet(s3, 'east', 'a/b+c.rpm').toString())))

    then:
    answer.statusCode() == status
    errorCode(answer) == code

    where:
    what                    | change                                           || status | code
    'a tampered signature'  | { it.replaceFirst('(Signature=)..', '$1zz') }    || 403    | 'SignatureDoesNotMatch'
    'another key'           | { it.replace('a/b%2Bc.rpm', 'other') }           || 403    | 'SignatureDoesNotMatch'
    'an added parameter'    | { it + '&response-content-type=text%2Fplain' }   || 403    | 'SignatureDoesNotMatch'
    'a longer life'         | { it.replace('Expires=300', 'Expires=3000') }    || 403    | 'SignatureDoesNotMatch'
    'a life beyond a week'  | { it.replace('Expires=300', 'Expires=604801') }  || 400    | 'AuthorizationQueryParametersError'
    'a bare plus'           | { it.replace('%2B', '+') }                       || 403    | 'SignatureDoesNotMatch'
    'an unknown key id'     | { it.replace('TESTBED0', 'TESTBED9') }           || 403    | 'InvalidAccessKeyId'
    'a date to come'        | { it.replaceFirst(/(Date=)\w+/, '$1' + inAnHour()) } || 403 | 'AccessDenied'
    'no signature'          | { it.replaceFirst(/\?.*/, '') }                  || 403    | 'AccessDenied'
  }

  def "HEAD with a URL signed for GET is refused"() {
    expect:
    send('HEAD', presignGet(s3, 'east', 'other')).statusCode() == 403
  }

  def "a URL signed for another region than the bucket's is refused"() {
    when:
    def answer = get(presignGet(s3, 'east', 'other', 'us-west-2'))

    then:
    answer.statusCode() == 400
    errorCode(answer) == 'AuthorizationQueryParametersError'
    answer.body().contains('<Region>us-east-1</Region>')
  }

  def "a URL is refused once it expired"() {
    given:
    def url = presignGet(s3, 'east', 'other', 'us-east-1', Clients.KEY, Duration.ofSeconds(1))

    when:
    Thread.sleep(2200)

    then:
    get(url).statusCode() == 403
  }

  def "a presigned URL and an Authorization field are one too many"() {
    when:
    def answer = get(presignGet(s3, 'east', 'other'), [Authorization: 'Bearer x'])

    then:
    answer.statusCode() == 400
    errorCode(answer) == 'InvalidArgument'
  }

  def "a temporary key signs while it lives, with its own token"() {
    given:
    def key = testbed.credentials().issue(Duration.ofMinutes(5))
    def url = presignGet(s3, 'east', 'other', 'us-east-1', session(key))

    expect:
    get(url).statusCode() == 200
    get(URI.create(url.toString().replaceFirst('X-Amz-Security-Token=[^&]*&', '')))
        .with { [it.statusCode(), errorCode(it)] } == [403, 'InvalidAccessKeyId']
    get(URI.create(url.toString().replaceFirst('(X-Amz-Security-Token=)...', '$1xxx')))
        .with { [it.statusCode(), errorCode(it)] } == [400, 'InvalidToken']

    when:
    testbed.credentials().revoke(key.id())

    then:
    get(url).with { [it.statusCode(), errorCode(it)] } == [403, 'InvalidAccessKeyId']
  }

  def "an expired temporary key is told apart from an unknown one"() {
    given:
    def key = testbed.credentials().issue(Duration.ZERO)

    expect:
    get(presignGet(s3, 'east', 'other', 'us-east-1', session(key)))
        .with { [it.statusCode(), errorCode(it)] } == [400, 'ExpiredToken']
  }

  private static String inAnHour() {
    DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
        .withZone(ZoneOffset.UTC)
        .format(Instant.now().plusSeconds(3600))
  }
}
