package dev.fairlead.ranges

import groovy.transform.CompileStatic

/** Longest match the obvious way: try every length, longest first. */
@CompileStatic
class BruteForceRanges {
  private final Map<Family, TreeMap<Integer, Map<BigInteger, Range>>> byLength = [:]

  BruteForceRanges(Collection<Range> ranges) {
    Family.values().each {
      byLength[it] = new TreeMap<Integer, Map<BigInteger, Range>>(Comparator.reverseOrder())
    }
    ranges.each { Range range ->
      String[] parts = range.prefix().toString().split("/")
      int length = parts[1].toInteger()
      Family family = range.prefix().family()
      BigInteger network = number(InetAddress.getByName(parts[0])) >> (family.bits() - length)
      byLength[family].computeIfAbsent(length) { new HashMap<BigInteger, Range>() }[network] = range
    }
  }

  Optional<Range> find(Family family, BigInteger address) {
    for (Map.Entry<Integer, Map<BigInteger, Range>> same : byLength[family].entrySet()) {
      Range range = same.value[address >> (family.bits() - same.key)]
      if (range != null) {
        return Optional.of(range)
      }
    }
    Optional.empty()
  }

  /** The first address for which a table answers otherwise, among all edges of prefixes and theirs. */
  Optional<String> difference(RangeTable table) {
    for (Range range : table.ranges()) {
      Family family = range.prefix().family()
      String[] parts = range.prefix().toString().split("/")
      BigInteger first = number(InetAddress.getByName(parts[0]))
      BigInteger last = first + BigInteger.TWO.pow(family.bits() - parts[1].toInteger()) - 1
      for (BigInteger edge : [first - 1, first, first + 1, last - 1, last, last + 1]) {
        if (edge.signum() >= 0 && edge.bitLength() <= family.bits()) {
          Optional<Range> expected = find(family, edge)
          Optional<Range> answer = table.find(address(family, edge))
          if (expected != answer) {
            return Optional.of("${address(family, edge)}: $answer, not $expected".toString())
          }
        }
      }
    }
    Optional.empty()
  }

  static InetAddress address(Family family, BigInteger number) {
    byte[] bytes = new byte[family.bits().intdiv(8)]
    byte[] digits = number.toByteArray()
    int length = Math.min(digits.length, bytes.length)
    System.arraycopy(digits, digits.length - length, bytes, bytes.length - length, length)
    InetAddress.getByAddress(bytes)
  }

  private static BigInteger number(InetAddress address) {
    new BigInteger(1, address.address)
  }
}
