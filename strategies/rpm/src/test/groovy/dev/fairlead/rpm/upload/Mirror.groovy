package dev.fairlead.rpm.upload

import dev.fairlead.rpm.file.SampleRpms
import dev.fairlead.rpm.source.Redirects
import dev.fairlead.rpm.upload.UploadWork.Kind
import dev.fairlead.spi.ObjectKey
import dev.fairlead.spi.ObjectStores.Bucket
import dev.fairlead.spi.RequestPath
import dev.fairlead.tck.FakeBucketObjects
import dev.fairlead.tck.FakeContext
import dev.fairlead.tck.FakeUpstream
import java.security.MessageDigest

/** A mirror, a bucket, and what carries from one to the other. */
class Mirror {
  static final FOLDER = '/pub/updates/44/Everything/x86_64'
  final FakeContext context
  final FakeUpstream upstream
  final Uploader uploader

  Mirror(Map<String, ?> settings = [:], Map<String, String> secrets = [:]) {
    context = new FakeContext(settings)
    context.secrets().texts.putAll(secrets)
    upstream = context.upstreams().open(context.passThrough())
    def store = context.objectStores().open(new Bucket('cache', 'us-east-1', Optional.empty()))
    uploader = Uploader.create(context.settings(), context, store, Redirects.read(context, upstream))
    context.settings().requireAllRead()
  }

  FakeBucketObjects bucket() { context.objectStores().of('cache').objects() }

  static String path(String name) { "$FOLDER/Packages/l/$name" }

  static String target(String name) { RequestPath.encode(path(name)).raw() }

  static String key(String name) { 'cache' + path(name) }

  /** Puts a file there as it should be, or with other bytes. */
  void has(String name, byte[] bytes = SampleRpms.bytes(name), Map<String, String> fields = [:]) {
    upstream.answers(target(name), bytes, ['Content-Type': 'application/x-rpm'] + fields)
  }

  void perform(String name, Kind kind = Kind.RPM) {
    perform(new UploadWork(new ObjectKey(key(name)), target(name), kind))
  }

  void perform(UploadWork work) { uploader.perform(work.encode()) }

  /** Why a file wasn't stored. */
  String refusal(String name, Kind kind = Kind.RPM) {
    try {
      perform(name, kind)
      'stored'
    } catch (UploadException e) {
      assert e.message.startsWith("${key(name)} is not stored: ")
      e.message.substring("${key(name)} is not stored: ".length())
    }
  }

  long count(Outcome outcome) {
    context.metrics().count('fairlead.rpm.uploads', 'result', outcome.token())
  }

  static String sha256(byte[] bytes) { MessageDigest.getInstance('SHA-256').digest(bytes).encodeHex() }
}
