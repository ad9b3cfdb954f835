package dev.fairlead.testbed

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials
import software.amazon.awssdk.core.sync.RequestBody
import software.amazon.awssdk.services.s3.S3Client
import software.amazon.awssdk.services.s3.model.CompletedPart
import software.amazon.awssdk.services.s3.model.NoSuchKeyException
import software.amazon.awssdk.services.s3.model.S3Exception
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

class S3ClientSpec extends Specification {
  @Shared @AutoCleanup Testbed testbed = Testbed.start()
  @Shared @AutoCleanup S3Client client = Clients.s3(testbed.s3().endpoint())

  def setupSpec() {
    testbed.s3().createBucket('east', 'us-east-1')
    testbed.s3().createBucket('west', 'us-west-2')
  }

  def setup() {
    testbed.s3().log().clear()
  }

  def "what was put is there to head, to read and to list"() {
    when:
    client.putObject({ it.bucket('east').key('a/b+c d~é.txt') }, RequestBody.fromString('hello'))

    then:
    client.headObject { it.bucket('east').key('a/b+c d~é.txt') }.contentLength() == 5
    client.getObjectAsBytes { it.bucket('east').key('a/b+c d~é.txt') }.asUtf8String() == 'hello'
    client.listObjectsV2 { it.bucket('east').prefix('a/') }.contents()*.key() == ['a/b+c d~é.txt']
  }

  def "an object of many megabytes survives the way in and out"() {
    given:
    byte[] content = new byte[20 * 1024 * 1024 + 7]
    new Random(1).nextBytes(content)

    when:
    client.putObject({ it.bucket('east').key('large') }, RequestBody.fromBytes(content))

    then:
    Arrays.equals(client.getObjectAsBytes { it.bucket('east').key('large') }.asByteArray(), content)
    client.getObjectAsBytes { it.bucket('east').key('large').range('bytes=1-3') }
        .asByteArray() == content[1..3] as byte[]
  }

  def "an upload in parts is put together, copied and deleted"() {
    given:
    byte[] part = new byte[5 * 1024 * 1024]
    def id = client.createMultipartUpload { it.bucket('east').key('parts') }.uploadId()

    when:
    def parts = (1..2).collect { number ->
      def tag = client.uploadPart(
          { it.bucket('east').key('parts').uploadId(id).partNumber(number) },
          RequestBody.fromBytes(part)).eTag()
      CompletedPart.builder().partNumber(number).eTag(tag).build()
    }
    client.completeMultipartUpload {
      it.bucket('east').key('parts').uploadId(id).multipartUpload { u -> u.parts(parts) }
    }
    client.copyObject {
      it.sourceBucket('east').sourceKey('parts').destinationBucket('east').destinationKey('copy')
    }

    then:
    client.headObject { it.bucket('east').key('copy') }.contentLength() == 2 * part.length

    when:
    client.deleteObject { it.bucket('east').key('copy') }
    client.headObject { it.bucket('east').key('copy') }

    then:
    thrown(NoSuchKeyException)
  }

  def "a bucket is read with a signature for its own region only"() {
    given:
    testbed.s3().put('west', 'k', 'x'.bytes)

    expect:
    Clients.s3(testbed.s3().endpoint(), 'us-west-2').headObject { it.bucket('west').key('k') }

    when:
    client.getObjectAsBytes { it.bucket('west').key('k') }

    then:
    def refused = thrown(S3Exception)
    refused.statusCode() == 400
    refused.awsErrorDetails().errorCode() == 'AuthorizationHeaderMalformed'
  }

  def "a bucket that a client creates is of the region it signed for"() {
    given:
    def west = Clients.s3(testbed.s3().endpoint(), 'us-west-2')

    when:
    west.createBucket { it.bucket('made') }

    then:
    west.headBucket { it.bucket('made') }.bucketRegion() == 'us-west-2'

    when:
    client.headBucket { it.bucket('made') }

    then:
    thrown(S3Exception)
  }

  def "an upload of #size bytes with #what is refused"() {
    given:
    def wrong = AwsBasicCredentials.create(id, 'wrong')

    when:
    Clients.s3(testbed.s3().endpoint(), 'us-east-1', wrong)
        .putObject({ it.bucket('east').key('no') }, RequestBody.fromBytes(new byte[size]))

    then:
    def refused = thrown(S3Exception)
    refused.statusCode() == 403
    testbed.s3().get('east', 'no').isEmpty()

    where:
    what              | id                    | size
    'a wrong secret'  | Testbed.ACCESS_KEY_ID | 1
    'a wrong secret'  | Testbed.ACCESS_KEY_ID | 12 * 1024 * 1024
    'an unknown key'  | 'AKIAUNKNOWN'         | 1
    'an unknown key'  | 'AKIAUNKNOWN'         | 12 * 1024 * 1024
  }

  def "a missing key is 404, and 403 where the bucket may not be listed"() {
    given:
    testbed.s3().listable('east', listable)

    when:
    client.headObject { it.bucket('east').key('missing') }

    then:
    def refused = thrown(S3Exception)
    refused.statusCode() == status

    cleanup:
    testbed.s3().listable('east', true)

    where:
    listable || status
    true     || 404
    false    || 403
  }

  def "each request is recorded with its signer and its answer"() {
    given:
    testbed.s3().put('east', 'seen', 'x'.bytes)

    when:
    client.headObject { it.bucket('east').key('seen') }

    then:
    with(testbed.s3().requests('east')) {
      it.size() == 1
      it[0].method() == 'HEAD'
      it[0].target() == '/east/seen'
      it[0].key() == 'seen'
      it[0].accessKeyId().get() == Testbed.ACCESS_KEY_ID
      it[0].header('Host').get() == testbed.s3().endpoint().authority
      it[0].status().asInt == 200
    }
    testbed.s3().log().count('HEAD') == 1
    testbed.s3().log().count('GET') == 0
    testbed.s3().requests('west').isEmpty()
  }
}
