package dev.fairlead.app.access

import dev.fairlead.spi.ConfigurationException
import dev.fairlead.spi.Settings
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** Keys from files, and the settings that name them. */
class KeysSpec extends Specification {
  @TempDir @Shared Path folder

  def setupSpec() {
    Gates.write(folder, 'rsa', Gates.rsa())
    Gates.write(folder, 'ec', Gates.ec())
    Gates.write(folder, 'small', Gates.rsa(1024))
    Gates.write(folder, 'curve', Gates.ec('secp384r1'))
    Files.writeString(folder.resolve('text.pem'), 'hello')
    Files.writeString(folder.resolve('two.pem'), Files.readString(folder.resolve('rsa-public.pem')) * 2)
    Files.writeString(folder.resolve('broken.pem'), Gates.pem('PUBLIC KEY', [1, 2, 3] as byte[]))
    Files.writeString(folder.resolve('sec1.pem'), Gates.pem('EC PRIVATE KEY', [1, 2, 3] as byte[]))
  }

  KeyFile file(String name) {
    new KeyFile('fairlead.mounts.m.access.cloudfront-keys[0].public-key-file', 'K1', folder.resolve(name))
  }

  def "as a #kind key #name is refused in one line: #hint"() {
    when:
    kind == 'public' ? VerifyingKey.load(file(name)) : SigningKey.load(file(name))

    then:
    def e = thrown(ConfigurationException)
    e.message.startsWith('fairlead.mounts.m.access.cloudfront-keys[0].public-key-file: ')
    e.message.contains(hint)
    e.message.contains(name)
    e.message.readLines().size() == 1

    where:
    kind      | name               || hint
    'public'  | 'missing.pem'      || 'there is no such file'
    'public'  | '.'                || "can't be read"
    'public'  | 'text.pem'         || 'is not a PEM file'
    'public'  | 'two.pem'          || 'several PEM blocks'
    'public'  | 'broken.pem'       || "can't be used"
    'public'  | 'rsa.pem'          || "holds 'PRIVATE KEY'; it needs a 'PUBLIC KEY'"
    'public'  | 'small-public.pem' || 'RSA from 2048 bits or EC P-256'
    'public'  | 'curve-public.pem' || 'RSA from 2048 bits or EC P-256'
    'private' | 'rsa-public.pem'   || "holds 'PUBLIC KEY'; it needs a 'PRIVATE KEY' or 'RSA PRIVATE KEY'"
    'private' | 'sec1.pem'         || "holds 'EC PRIVATE KEY'"
    'private' | 'small.pem'        || 'RSA from 2048 bits'
    'private' | 'curve.pem'        || 'RSA from 2048 bits'
    'private' | 'missing.pem'      || 'there is no such file'
  }

  @Requires(value = { OpenSsl.HERE }, reason = 'needs the openssl command')
  def "the key of openssl's command #arguments signs"() {
    given:
    def openssl = new OpenSsl()
    openssl.openssl(*arguments.split(' '), 'key.pem')
    openssl.openssl('pkey', '-in', 'key.pem', '-pubout', '-out', 'key-public.pem')
    def key = SigningKey.load(new KeyFile('key', 'K1', openssl.folder.resolve('key.pem')))
    def text = 'text'.bytes

    expect:
    VerifyingKey.load(new KeyFile('key', 'K1', openssl.folder.resolve('key-public.pem'))).verifies(Hash.SHA256, text, key.sign(Hash.SHA256, text))

    cleanup:
    openssl.folder.toFile().deleteDir()

    where:
    arguments << ['genrsa -traditional -out', 'genrsa -out', 'genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out',
                  'genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out']
  }

  static Settings mount(Object access) {
    Settings.of('fairlead.mounts.m', [access: access])
  }

  static final KEY = [id: 'K1', 'public-key-file': 'k1.pem']

  def "settings are read, with their defaults"() {
    expect:
    AccessSettings.read(mount('public')) == new AccessSettings.Public()
    AccessSettings.read(mount(['cloudfront-keys': [KEY], 'signed-for': 'https://d1example.cloudfront.net/'])).relativeTo(Path.of('/etc/fairlead/f.yml')) ==
        new AccessSettings.Signed([new KeyFile('fairlead.mounts.m.access.cloudfront-keys[0].public-key-file', 'K1', Path.of('/etc/fairlead/k1.pem'))],
            'https://d1example.cloudfront.net', Duration.ZERO, 10_000)
    AccessSettings.read(mount(['cloudfront-keys': [KEY], 'signed-for': 'http://127.0.0.1:8080', 'clock-skew': '30s', 'verified-cache': 0])) ==
        new AccessSettings.Signed([new KeyFile('fairlead.mounts.m.access.cloudfront-keys[0].public-key-file', 'K1', Path.of('k1.pem'))],
            'http://127.0.0.1:8080', Duration.ofSeconds(30), 0)
  }

  def "access: #access is refused at #key: #hint"() {
    when:
    AccessSettings.read(access == null ? Settings.of('fairlead.mounts.m', [:]) : mount(access))

    then:
    def e = thrown(ConfigurationException)
    e.message.startsWith("fairlead.mounts.m.$key: ")
    e.message.contains(hint)

    where:
    access                                                                              || key                              | hint
    null                                                                                || 'access'                         | "say 'public'"
    'pubic'                                                                             || 'access'                         | "did you mean 'public'"
    ['cloudfront-keys': [], 'signed-for': 'https://h']                                  || 'access.cloudfront-keys'         | 'names no key'
    ['cloudfront-keys': [KEY]]                                                          || 'access.signed-for'              | 'is missing'
    ['cloudfront-keys': [KEY], 'signed-for': 'h']                                       || 'access.signed-for'              | 'is not a URL'
    ['cloudfront-keys': [KEY], 'signed-for': 'https://h/x']                             || 'access.signed-for'              | 'has a path'
    ['cloudfront-keys': [KEY, KEY], 'signed-for': 'https://h']                          || 'access.cloudfront-keys[1].id'   | "'K1' is there twice"
    ['cloudfront-keys': [[id: 'K 1', 'public-key-file': 'k']], 'signed-for': 'https://h'] || 'access.cloudfront-keys[0].id' | "'K 1' is not a key pair's id"
    ['cloudfront-keys': [[id: 'K1']], 'signed-for': 'https://h']                        || 'access.cloudfront-keys[0].public-key-file' | 'is missing'
    ['cloudfront-keys': [KEY], 'signed-for': 'https://h', 'clock-skew': '1h']           || 'access.clock-skew'              | 'is not within'
  }
}
