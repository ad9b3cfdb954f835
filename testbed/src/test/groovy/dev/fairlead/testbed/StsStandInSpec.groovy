package dev.fairlead.testbed

import java.time.Duration
import java.time.Instant
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials
import software.amazon.awssdk.services.s3.S3Client
import software.amazon.awssdk.services.s3.model.S3Exception
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest
import software.amazon.awssdk.services.sts.model.StsException
import spock.lang.AutoCleanup
import spock.lang.Specification

class StsStandInSpec extends Specification {
  @AutoCleanup Testbed testbed = Testbed.start()

  def "an assumed role reads S3 until its key is revoked"() {
    given:
    testbed.s3().createBucket('east', 'us-east-1')
    testbed.s3().put('east', 'k', 'hello'.bytes)
    def provider = StsAssumeRoleCredentialsProvider.builder()
        .stsClient(Clients.sts(testbed.sts().endpoint()))
        .refreshRequest(
            AssumeRoleRequest.builder().roleArn(Testbed.ROLE_ARN).roleSessionName('spec').build())
        .build()

    when:
    def credentials = provider.resolveCredentials()
    S3Client client = Clients.s3(testbed.s3().endpoint(), 'us-east-1', credentials)

    then:
    client.getObjectAsBytes { it.bucket('east').key('k') }.asUtf8String() == 'hello'
    testbed.sts().assumed()*.sessionName() == ['spec']
    testbed.sts().assumed()[0].callerAccessKeyId() == Testbed.ACCESS_KEY_ID
    testbed.sts().assumed()[0].region() == 'us-east-1'

    when:
    testbed.credentials().revoke(testbed.sts().assumed()[0].issued().id())
    client.getObjectAsBytes { it.bucket('east').key('k') }

    then:
    def refused = thrown(S3Exception)
    refused.statusCode() == 403

    cleanup:
    provider.close()
  }

  def "a session may be shorter than AWS allows"() {
    given:
    testbed.sts().allow(Testbed.ROLE_ARN, Duration.ofSeconds(2))

    when:
    def credentials = assume(Testbed.ROLE_ARN).credentials()

    then:
    credentials.expiration() < Instant.now().plusSeconds(3)
  }

  def "a role that is not allowed is refused"() {
    when:
    assume('arn:aws:iam::000000000000:role/other')

    then:
    def refused = thrown(StsException)
    refused.statusCode() == 403
    refused.awsErrorDetails().errorCode() == 'AccessDenied'
    testbed.sts().assumed().isEmpty()
    testbed.sts().log().count() == 1
  }

  def "#who is refused"() {
    when:
    assume(Testbed.ROLE_ARN, AwsBasicCredentials.create(id, secret))

    then:
    def refused = thrown(StsException)
    refused.awsErrorDetails().errorCode() == code

    where:
    who              | id                    | secret                    || code
    'a wrong secret' | Testbed.ACCESS_KEY_ID | 'wrong'                   || 'SignatureDoesNotMatch'
    'an unknown key' | 'AKIAUNKNOWN'         | Testbed.SECRET_ACCESS_KEY || 'InvalidClientTokenId'
  }

  def "a life out of bounds is refused"() {
    when:
    Clients.sts(testbed.sts().endpoint()).assumeRole {
      it.roleArn(Testbed.ROLE_ARN).roleSessionName('spec').durationSeconds(60)
    }

    then:
    def refused = thrown(StsException)
    refused.statusCode() == 400
  }

  def "it fails as told and heals"() {
    given:
    testbed.sts().fail(Fault.accessDenied())

    when:
    assume(Testbed.ROLE_ARN)

    then:
    def refused = thrown(StsException)
    refused.statusCode() == 403

    when:
    testbed.sts().heal()

    then:
    assume(Testbed.ROLE_ARN).credentials()
  }

  private assume(String role, key = Clients.KEY) {
    Clients.sts(testbed.sts().endpoint(), key).assumeRole {
      it.roleArn(role).roleSessionName('spec')
    }
  }
}
