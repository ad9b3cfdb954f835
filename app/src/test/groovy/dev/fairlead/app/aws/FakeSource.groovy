package dev.fairlead.app.aws

import java.time.Instant
import java.util.concurrent.atomic.AtomicInteger
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials
import software.amazon.awssdk.auth.credentials.AwsCredentials
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials

/** Gives out what the test says, and counts how often it was asked. */
class FakeSource implements CredentialSource {
  static final String SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
  static final String TOKEN = 'FwoGZXIvYXdzEBYaDA+/==' * 16

  final AtomicInteger asked = new AtomicInteger()
  volatile Closure<AwsCredentials> answer

  FakeSource(Closure<AwsCredentials> answer) {
    this.answer = answer
  }

  static AwsCredentials basic() {
    AwsBasicCredentials.create('AKIAIOSFODNN7EXAMPLE', SECRET)
  }

  static AwsCredentials session(Instant end, String accessKey = 'ASIAIOSFODNN7EXAMPLE') {
    def builder = AwsSessionCredentials.builder().accessKeyId(accessKey).secretAccessKey(SECRET).sessionToken(TOKEN)
    (end ? builder.expirationTime(end) : builder).build()
  }

  @Override
  String kind() {
    'default'
  }

  @Override
  AwsCredentials resolve() {
    asked.incrementAndGet()
    answer()
  }
}
