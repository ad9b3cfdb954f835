package dev.fairlead.isobuild

import dev.fairlead.isobuild.Images.Listed
import dev.fairlead.isobuild.store.ImageEntry
import dev.fairlead.isobuild.store.ImageState
import dev.fairlead.isobuild.store.ImageType

/** Base images in whatever state a spec wants them. */
class FakeImages implements Images {
  final List<Listed> all = []
  boolean areLoadedAtStart = true
  boolean closed

  FakeImages with(String version, String arch, ImageType type, ImageState state, String openshift = '4.18.1') {
    all << new Listed(new ImageEntry(openshift, version, arch, URI.create('https://mirror.example/x.iso'), type, Optional.empty()), state)
    this
  }

  /** The same image in another state from now on. */
  void become(int index, ImageState state) {
    all[index] = new Listed(all[index].entry(), state)
  }

  @Override
  Optional<ImageState> find(String version, String arch, ImageType type) {
    def fetched = type == ImageType.MINIMAL ? ImageType.FULL : type
    def fitting = all.findAll { it.entry().arch() == arch && it.entry().type() == fetched }
    def found = fitting.find { it.entry().version() == version } ?: fitting.find { it.entry().openshiftVersion() == version }
    Optional.ofNullable(found?.state())
  }

  @Override
  void start() { }

  @Override
  List<Listed> all() { all.asImmutable() }

  @Override
  boolean areLoadedAtStart() { areLoadedAtStart }

  @Override
  void close() { closed = true }
}
