package dev.fairlead.app.aws

import dev.fairlead.spi.ObjectStores.Bucket
import spock.lang.Specification

class EndpointsSpec extends Specification {

  def "#bucket in #region is at #ipv4, for IPv6 clients at #dualStack"() {
    given:
    def endpoints = new Endpoints(new Addresses(Optional.empty(), false, Optional.empty()))
    def place = new Bucket(bucket, region, Optional.empty())

    expect:
    endpoints.ipv4(place).toString() == ipv4
    endpoints.dualStack(place).toString() == dualStack

    where:
    bucket  | region          || ipv4                                         | dualStack
    'b-1'   | 'us-east-1'     || 'https://b-1.s3.us-east-1.amazonaws.com'     | 'https://b-1.s3.dualstack.us-east-1.amazonaws.com'
    'b-1'   | 'us-east-2'     || 'https://b-1.s3.us-east-2.amazonaws.com'     | 'https://b-1.s3.dualstack.us-east-2.amazonaws.com'
    'b.dot' | 'eu-west-1'     || 'https://s3.eu-west-1.amazonaws.com/b.dot'   | 'https://s3.dualstack.eu-west-1.amazonaws.com/b.dot'
    'b-1'   | 'cn-north-1'    || 'https://b-1.s3.cn-north-1.amazonaws.com.cn' | 'https://b-1.s3.dualstack.cn-north-1.amazonaws.com.cn'
    'b-1'   | 'us-gov-west-1' || 'https://b-1.s3.us-gov-west-1.amazonaws.com' | 'https://b-1.s3.dualstack.us-gov-west-1.amazonaws.com'
    'b-1'   | 'mars-north-1'  || 'https://b-1.s3.mars-north-1.amazonaws.com'  | 'https://b-1.s3.dualstack.mars-north-1.amazonaws.com'
  }

  def "at #endpoint, path style #pathStyle, the bucket is at #url for every client"() {
    given:
    def endpoints = new Endpoints(new Addresses(Optional.of(URI.create(endpoint)), pathStyle, Optional.empty()))
    def place = new Bucket('b-1', 'us-east-1', Optional.empty())

    expect:
    endpoints.ipv4(place).toString() == url
    endpoints.dualStack(place).toString() == url

    where:
    endpoint                       | pathStyle || url
    'http://127.0.0.1:9000'        | true      || 'http://127.0.0.1:9000/b-1'
    'http://127.0.0.1:9000'        | false     || 'http://127.0.0.1:9000/b-1'
    'https://objects.example:8443' | false     || 'https://b-1.objects.example:8443'
    'https://objects.example/s3'   | true      || 'https://objects.example/s3/b-1'
  }

  def "what a client sends as host has no port that the scheme implies"() {
    expect:
    new String(new S3Host(URI.create(url)).host()) == host
    new String(new S3Host(URI.create(url)).path()) == path

    where:
    url                     || host            | path
    'https://a.example'     || 'a.example'     | '/'
    'https://a.example:443' || 'a.example'     | '/'
    'http://a.example:80/'  || 'a.example'     | '/'
    'http://a.example:443'  || 'a.example:443' | '/'
    'http://[::1]:9000/b'   || '[::1]:9000'    | '/b/'
  }
}
