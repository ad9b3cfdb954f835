package dev.fairlead.testbed

import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.time.Duration
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials
import software.amazon.awssdk.auth.credentials.AwsCredentials
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient
import software.amazon.awssdk.regions.Region
import software.amazon.awssdk.services.s3.S3Client
import software.amazon.awssdk.services.s3.S3Configuration
import software.amazon.awssdk.services.s3.presigner.S3Presigner
import software.amazon.awssdk.services.sts.StsClient

/** The real clients, pointed at the stand-ins. */
class Clients {
  static final AwsCredentials KEY =
      AwsBasicCredentials.create(Testbed.ACCESS_KEY_ID, Testbed.SECRET_ACCESS_KEY)
  static final HttpClient HTTP = HttpClient.newHttpClient()

  static S3Client s3(URI endpoint, String region = 'us-east-1', AwsCredentials key = KEY) {
    S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(StaticCredentialsProvider.create(key))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration { it.retryStrategy { s -> s.maxAttempts(1) } }
        .forcePathStyle(true)
        .build()
  }

  static StsClient sts(URI endpoint, AwsCredentials key = KEY) {
    StsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(key))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration { it.retryStrategy { s -> s.maxAttempts(1) } }
        .build()
  }

  static AwsCredentials session(AccessKey key) {
    AwsSessionCredentials.create(key.id(), key.secret(), key.sessionToken().get())
  }

  static URI presignGet(
      URI endpoint, String bucket, String key,
      String region = 'us-east-1', AwsCredentials credentials = KEY,
      Duration life = Duration.ofMinutes(5)) {
    S3Presigner.builder()
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build()
        .withCloseable {
          it.presignGetObject { r ->
            r.signatureDuration(life).getObjectRequest { g -> g.bucket(bucket).key(key) }
          }.url().toURI()
        }
  }

  static HttpResponse<String> get(URI uri, Map<String, String> fields = [:]) {
    send('GET', uri, fields)
  }

  static HttpResponse<String> send(
      String method, URI uri, Map<String, String> fields = [:], byte[] body = new byte[0]) {
    def request = HttpRequest.newBuilder(uri)
        .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
    fields.each { name, value -> request.header(name, value) }
    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString())
  }

  static String errorCode(HttpResponse<String> response) {
    (response.body() =~ '<Code>(.*)</Code>')[0][1]
  }
}
