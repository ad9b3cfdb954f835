package dev.fairlead.app

import dev.fairlead.spi.Observation
import dev.fairlead.spi.RouteDecision
import dev.fairlead.spi.RouteRequest
import dev.fairlead.spi.RouteStrategy
import dev.fairlead.spi.RouteStrategyProvider
import dev.fairlead.spi.StrategyContext
import java.nio.file.Files
import java.util.concurrent.CopyOnWriteArrayList

/** A strategy without a source of truth that does what a spec says; installed as a jar would be, for as long as a program starts. */
class StrategyOfASpec implements RouteStrategy {
  private static StrategyOfASpec starting

  Closure<RouteDecision> decides
  Closure<Boolean> limits = { true }
  long takes = -1
  boolean atOnce = false
  final List<List<Long>> seen = new CopyOnWriteArrayList<>()

  static class Provider implements RouteStrategyProvider {
    @Override
    String type() { 'spec' }

    @Override
    boolean hasSourceOfTruth() { false }

    @Override
    RouteStrategy create(StrategyContext context) { starting }
  }

  /** Starts a program that knows it. */
  synchronized <P> P installedIn(Closure<P> start) {
    def folder = Files.createTempDirectory('strategy')
    def services = Files.createDirectories(folder.resolve('META-INF/services'))
    Files.writeString(services.resolve(RouteStrategyProvider.name), Provider.name)
    def thread = Thread.currentThread()
    def before = thread.contextClassLoader
    starting = this
    thread.contextClassLoader = new URLClassLoader([folder.toUri().toURL()] as URL[], before)
    try {
      start()
    } finally {
      thread.contextClassLoader = before
      folder.toFile().deleteDir()
    }
  }

  static String yaml(String server = '', String mount = '') {
    """
fairlead:
  server: { host: 127.0.0.1, access-log: false$server }
  ranges: { files: [aws-ip-ranges.json] }
  mounts:
    m: { strategy: spec, access: public$mount }
"""
  }

  @Override
  Optional<RouteDecision> decideAtOnce(RouteRequest request) {
    atOnce ? Optional.of(decides(request)) : Optional.<RouteDecision> empty()
  }

  @Override
  RouteDecision decide(RouteRequest request) { decides(request) }

  @Override
  boolean isLimited(RouteRequest request) { limits(request) }

  @Override
  OptionalLong takesBody(RouteRequest request) { takes < 0 ? OptionalLong.empty() : OptionalLong.of(takes) }

  @Override
  Observation observe(RouteRequest request) {
    { int status, long bytes -> seen << [status as long, bytes] } as Observation
  }
}
