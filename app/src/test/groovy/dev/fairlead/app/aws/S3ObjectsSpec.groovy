package dev.fairlead.app.aws

import dev.fairlead.spi.BucketObjects
import dev.fairlead.spi.BucketObjects.Draft
import dev.fairlead.spi.Deadline
import dev.fairlead.spi.ObjectKey
import dev.fairlead.spi.ObjectStores.Bucket
import dev.fairlead.testbed.Fault
import dev.fairlead.testbed.Testbed
import java.time.Duration
import java.util.concurrent.CountDownLatch
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials
import software.amazon.awssdk.core.exception.SdkClientException
import spock.lang.AutoCleanup
import spock.lang.Shared

class S3ObjectsSpec extends BucketObjectsContract {
  @Shared @AutoCleanup Testbed testbed = Testbed.start()
  @Shared int number = 0
  String name

  def setup() {
    source.answer = { AwsBasicCredentials.create(Testbed.ACCESS_KEY_ID, Testbed.SECRET_ACCESS_KEY) }
    name = "bucket-${number++}"
    testbed.s3().createBucket(name, 'us-east-2')
  }

  def cleanup() {
    testbed.s3().healAll()
  }

  private BucketObjects opened
  @Override
  BucketObjects bucket() {
    opened = opened ?: stores(endpoint: testbed.s3().endpoint().toString())
        .open(new Bucket(name, 'us-east-2', Optional.empty())).objects()
  }

  @Override
  List<String> unfinished() { testbed.s3().unfinishedUploads(name) }

  def "a list of 1,005 keys is read in pages, in the order of the keys"() {
    given:
    def keys = (1..1005).collect { "p/k$it".toString() }
    keys.each { testbed.s3().put(name, it, new byte[0]) }
    testbed.s3().put(name, 'q', new byte[0])
    def pages = { testbed.s3().log().all().count { it.bucket() == name } }

    when:
    def first = bucket().list('p/').limit(3).toList()

    then:
    first*.key()*.value() == keys.sort(false).take(3)
    pages() == 1

    when:
    def all = bucket().list('p/').toList()

    then:
    all*.key()*.value() == keys.sort(false)
    pages() == 3
  }

  def "1,005 keys are deleted with two requests"() {
    given:
    def keys = (1..1005).collect { "p/k$it".toString() }
    keys.each { testbed.s3().put(name, it, new byte[0]) }

    when:
    bucket().delete(keys.collect { new ObjectKey(it) })

    then:
    testbed.s3().requests(name)*.method() == ['POST', 'POST']
    bucket().list('').toList() == []
  }

  def "#action with fault #fault says what to do: #hint"() {
    given:
    store(bucket(), 'k', bytes(100_000))
    testbed.s3().fail(name, fault)

    when:
    act(bucket(), new ObjectKey('k'))

    then:
    def e = thrown(Exception)
    def said = e instanceof UncheckedIOException ? e.cause : e
    said instanceof IOException
    said.message.contains("s3://$name/k can't be ")
    said.message.contains(hint)
    !said.message.contains(Testbed.ACCESS_KEY_ID)

    where:
    action     | fault                 | hint                          | act
    'describe' | Fault.accessDenied()  | 'grant s3:GetObject'          | { b, k -> b.describe(k) }
    'read'     | Fault.accessDenied()  | 'AccessDenied; check the cre' | { b, k -> b.read(k, 0) }
    'list'     | Fault.accessDenied()  | 'grant s3:ListBucket'         | { b, k -> b.list('k').toList() }
    'upload'   | Fault.accessDenied()  | 'grant s3:PutObject'          | { b, k -> store(b, 'k', bytes(5)) }
    'delete'   | Fault.accessDenied()  | 'grant s3:DeleteObject'       | { b, k -> b.delete(k) }
    'delete'   | Fault.accessDenied()  | 'grant s3:DeleteObject'       | { b, k -> b.delete([k]) }
    'describe' | Fault.internalError() | 'S3 answers 500'              | { b, k -> b.describe(k) }
    'upload'   | Fault.slowDown()      | 'S3 answers 503; it is too'  | { b, k -> store(b, 'k', bytes(5)) }
    'read'     | new Fault.Reset()     | 'S3 gives no answer'          | { b, k -> b.read(k, 0) }
    'read'     | new Fault.Truncate(9) | 'k can\'t be read'            | { b, k -> b.read(k, 0).get().withCloseable { it.readAllBytes() } }
  }

  def "a bucket that isn't there, or is elsewhere, is named"() {
    when:
    def stores = stores(endpoint: testbed.s3().endpoint().toString())
    store(stores.open(new Bucket(bucket, region, Optional.empty())).objects(), 'k', bytes(5))

    then:
    def e = thrown(IOException)
    e.message.contains("s3://$bucket/k can't be stored: S3 answers $hint")

    where:
    bucket     | region      || hint
    'none'     | 'us-east-2' || '404 NoSuchBucket; check the bucket'
    'bucket-0' | 'eu-west-1' || '400; check the bucket'
  }

  def "without credentials nothing is asked, and it is said how to give some"() {
    given:
    source.answer = { throw SdkClientException.create('none in this chain') }

    when:
    bucket().describe(KEY)

    then:
    def e = thrown(IOException)
    e.message.contains('there are no credentials (credentials); set AWS_ACCESS_KEY_ID')
    testbed.s3().log().all().every { it.bucket() != name }
  }

  def "an upload whose end fails leaves no parts"() {
    given:
    def upload = bucket().upload(KEY, draft())
    upload.stream().write(bytes(PART + 1))

    when:
    testbed.s3().faults().fail(name, 'POST', Fault.accessDenied())
    upload.publish()

    then:
    thrown(IOException)
    unfinished() == []
    bucket().describe(KEY).empty
  }

  def "a call is repeated when S3 fails for a moment"() {
    given:
    store(bucket(), 'k', 'hello'.bytes)
    testbed.s3().fail(name, Fault.internalError())
    def healed = new CountDownLatch(1)
    testbed.s3().log().onAnswer {
      testbed.s3().heal(name)
      healed.countDown()
    }

    expect:
    new String(content(bucket(), 'k')) == 'hello'
    healed.count == 0
  }

  def "what a probe said before is not believed after #what"() {
    given:
    def store = stores(endpoint: testbed.s3().endpoint().toString()).open(new Bucket(name, 'us-east-2', Optional.empty()))
    def objects = store.objects()
    def key = new ObjectKey('a')
    def probe = { store.probe(key, Deadline.in(Duration.ofSeconds(5))).class.simpleName }
    if (before == 'Present') {
      testbed.s3().put(name, 'a', 'old'.bytes)
    }
    testbed.s3().put(name, 'b', 'other'.bytes)
    assert probe() == before

    when:
    change(objects, key)

    then:
    probe() == after

    where:
    what        | before    | change                                                                                || after
    'an upload' | 'Absent'  | { o, k -> o.upload(k, new Draft('text/plain', Optional.empty(), [:], false)).withCloseable { it.publish([:]) } } || 'Present'
    'a copy'    | 'Absent'  | { o, k -> o.copy(new ObjectKey('b'), k) }                                             || 'Present'
    'a delete'  | 'Present' | { o, k -> o.delete(k) }                                                               || 'Absent'
    'deletes'   | 'Present' | { o, k -> o.delete([k]) }                                                             || 'Absent'
  }

  def "an object that is public has the plain URL of its region"() {
    given:
    def store = stores(settings).open(new Bucket('bucket', 'us-east-1', Optional.empty()))

    expect:
    store.publicUrl(new ObjectKey('a/x+y^1~rc.rpm'), ipv6) == url

    where:
    settings                            | ipv6  || url
    [:]                                 | false || 'https://bucket.s3.us-east-1.amazonaws.com/a/x%2By%5E1~rc.rpm'
    [:]                                 | true  || 'https://bucket.s3.dualstack.us-east-1.amazonaws.com/a/x%2By%5E1~rc.rpm'
    [endpoint: 'http://127.0.0.1:9000'] | true  || 'http://127.0.0.1:9000/bucket/a/x%2By%5E1~rc.rpm'
  }
}
