package dev.fairlead.ranges

import groovy.transform.CompileStatic
import java.time.Instant

/** Made-up range files of all clouds: both families, nested up to four deep, some at the edges. */
@CompileStatic
class RandomRanges {
  private final Random random
  private final Map<Cloud, RangeCollector> collectors = new EnumMap<>(Cloud)

  RandomRanges(long seed) {
    random = new Random(seed)
  }

  List<RangeFile> files() {
    30.times {
      nest(Family.IPV4, 8 + random.nextInt(24), edgeOr(0xffffffffL & random.nextInt()), 0L, 1)
      nest(Family.IPV6, 16 + random.nextInt(112), random.nextLong(), edgeOr(random.nextLong()), 1)
    }
    collectors.collect { cloud, collector ->
      new RangeFile(cloud, 1, Instant.EPOCH, collector.ranges())
    }
  }

  private long edgeOr(long usual) {
    switch (random.nextInt(10)) {
      case 0: return 0L
      case 1: return 0xffffffffL
      default: return usual
    }
  }

  private void nest(Family family, int length, long one, long two, int depth) {
    Prefix whole = family == Family.IPV4 ?
        new Prefix(family, 0, one, 32) : new Prefix(family, one, two, 128)
    Prefix prefix = whole.shortened(length)
    Cloud cloud = Cloud.values()[random.nextInt(3)]
    Optional<String> region =
        random.nextInt(5) == 0 ? Optional.<String> empty() : Optional.of("r" + random.nextInt(4))
    collectors.computeIfAbsent(cloud) { Cloud c -> new RangeCollector(c) }
        .add(prefix, region, "g", ["S" + random.nextInt(3)])
    int longer = length + random.nextInt(5)
    if (depth < 4 && longer <= family.bits()) {
      nest(family, longer, one, two, depth + 1)
      nest(family, longer, one, two ^ 1L << (family.bits() - longer) % 64, depth + 1)
    }
  }
}
