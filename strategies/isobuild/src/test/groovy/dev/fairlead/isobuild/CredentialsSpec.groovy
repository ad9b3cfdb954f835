package dev.fairlead.isobuild

import static dev.fairlead.isobuild.ImageService.ID
import static dev.fairlead.isobuild.ImageService.INFRA_ENV
import static dev.fairlead.isobuild.ImageService.ignition
import static dev.fairlead.isobuild.ImageService.status

import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** A client's credentials go on to assisted-service: exactly one of them, and nowhere else. */
class CredentialsSpec extends Specification {
  static final REST = '418.94/x86_64/full.iso'
  @TempDir Path folder
  ImageService service

  def setup() {
    service = ImageService.ready(folder)
  }

  static String jwt(String payload, boolean url = true) {
    def middle = url ? payload.bytes.encodeBase64Url().toString() : payload.bytes.encodeBase64().toString()
    "eyJhbGciOiJFUzI1NiJ9.${middle.replaceFirst('=+$', '')}.c2lnbmF0dXJl"
  }

  static final TOKEN = jwt("{\"sub\": \"$ID\"}")

  def "of #target with #fields, #key goes on"() {
    given:
    service.answers(apiKey: key)
    service.decide(target, fields)
    def asked = service.assisted.asked

    expect:
    asked*.target.sort() == [INFRA_ENV + (key ? "?api_key=$key" : ''), ignition('full-iso', key)].sort()
    asked*.fields.unique() == [sent]

    where:
    target                                                | fields                       || key   | sent
    "/byid/$ID/$REST"                                     | [:]                          || null  | [:]
    "/byid/$ID/$REST"                                     | [Authorization: 'Bearer x']  || null  | [Authorization: 'Bearer x']
    "/byid/$ID/$REST?image_token=t"                       | [Authorization: 'Bearer x']  || null  | ['Image-Token': 't']
    "/byid/$ID/$REST?image_token=t&api_key=k"             | [Authorization: 'Bearer x']  || 'k'   | [:]
    "/byid/$ID/$REST?api_key="                            | [Authorization: 'Bearer x']  || null  | [Authorization: 'Bearer x']
    "/byapikey/$TOKEN/$REST?api_key=k&image_token=t"      | [Authorization: 'Bearer x']  || TOKEN | [:]
    "/bytoken/$TOKEN/$REST"                               | [Authorization: 'Bearer x']  || null  | ['Image-Token': TOKEN]
    "/bytoken/$TOKEN/$REST?image_token=t"                 | [:]                          || null  | ['Image-Token': TOKEN]
    "/bytoken/$TOKEN/$REST?api_key=k"                     | [:]                          || 'k'   | [:]
    "/images/$ID?version=418.94&type=full-iso&api_key=a%26b" | [:]                       || 'a%26b' | [:]
  }

  def "an id is found in a token whose payload is #payload"() {
    given:
    service.answers(apiKey: token)

    expect:
    status(service.decide("/byapikey/$token/$REST")) == 200

    where:
    payload                                                                  | url
    "{\"sub\": \"$ID\"}"                                                     | true
    "{\"infra_env_id\": \"$ID\"}"                                            | true
    "{\"sub\": \"\", \"infra_env_id\": \"$ID\"}"                             | true
    "{\"sub\": \"$ID\", \"infra_env_id\": \"other\"}"                        | true
    "{\"sub\": \"$ID\", \"a\": \"\u00ff\u00fe\u00fb???>>>~~\u00bf\"}"        | true
    token = jwt(payload, url)
  }

  def "a payload in base64url is read, which the original refused"() {
    given:
    def payload = "{\"a\": \"\u07ff>>???~~~\", \"sub\": \"$ID\"}"
    def middle = jwt(payload).split('\\.')[1]

    expect:
    middle =~ /[-_]/
    TokenPayload.id(jwt(payload)).get().value() == ID
    TokenPayload.id("a.${payload.bytes.encodeBase64().toString().replace('/', '_')}.c").get().value() == ID
  }

  def "there is no id in #token"() {
    expect:
    TokenPayload.id(token).empty

    where:
    token << [
        '', '..', 'a.b', 'a.b.c', 'a.b.c.d', 'a..c', '.b.c', TOKEN + '.x', 'x' + '.e30.' + 'y', 'a.bm90IGpzb24.c', 'a.!!!.c',
        jwt('{"sub": 1}'), jwt('{"sub": "../../other"}'), jwt("{\"sub\": \"${ID.toUpperCase()}\"}"), jwt('[]'), jwt('null'), jwt('{"sub": "x'),
    ]
  }

  def "no decision tells a secret"() {
    given:
    def secret = 'PLANTED'
    service.assisted.answers(ignition('full-iso', secret), dev.fairlead.tck.FakeReply.status(401))
    def refused = service.decide("/byid/$ID/$REST?api_key=$secret")
    def served = service.decide("/byid/$ID/$REST?image_token=$secret")

    expect:
    status(refused) == 401
    status(served) == 200
    !refused.toString().contains(secret)
    !served.toString().contains(secret)
    service.strategy.takesCredentials()
  }
}
