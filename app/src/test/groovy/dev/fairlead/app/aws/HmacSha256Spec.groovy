package dev.fairlead.app.aws

import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec
import spock.lang.Specification

/** The vectors of RFC 4231, and what the JDK says. */
class HmacSha256Spec extends Specification {

  def "test case #n of RFC 4231"() {
    expect:
    new HmacSha256(key as byte[]).of(message as byte[]).encodeHex().toString().startsWith(mac)

    where:
    n | key                  | message                                                  || mac
    1 | [0x0b] * 20          | 'Hi There'.bytes                                         || 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'
    2 | 'Jefe'.bytes         | 'what do ya want for nothing?'.bytes                     || '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
    6 | [0xaa as byte] * 131 | 'Test Using Larger Than Block-Size Key - Hash Key First'.bytes || '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54'
  }

  def "it says what the JDK's says, of keys and messages of all lengths around its blocks"() {
    given:
    def random = new Random(1)

    expect:
    [1, 20, 63, 64, 65, 200].every { keyLength ->
      (0..200).every { length ->
        byte[] key = new byte[keyLength]
        byte[] message = new byte[length]
        random.nextBytes(key)
        random.nextBytes(message)
        def mac = Mac.getInstance('HmacSHA256').tap { it.init(new SecretKeySpec(key, 'HmacSHA256')) }
        new HmacSha256(key).of(message) == mac.doFinal(message)
      }
    }
  }
}
