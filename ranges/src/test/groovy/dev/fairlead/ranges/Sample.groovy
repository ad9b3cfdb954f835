package dev.fairlead.ranges

import java.time.Instant

/** Small range files, as text and as values. */
class Sample {
  static final Instant UNDATED = Instant.parse("2026-01-02T03:04:05Z")

  static String awsRow(String prefix, String region, String service = "EC2", String group = region) {
    def key = prefix.contains(":") ? "ipv6_prefix" : "ip_prefix"
    """{"$key": "$prefix", "region": "$region", "service": "$service", \
"network_border_group": "$group"}"""
  }

  static String aws(long token, List<String> rows) {
    """{"syncToken": "$token", "createDate": "2026-01-01-00-00-00",
  "prefixes": [${rows.findAll { !it.contains("ipv6_prefix") }.join(",\n    ")}],
  "ipv6_prefixes": [${rows.findAll { it.contains("ipv6_prefix") }.join(",\n    ")}]}"""
  }

  static String gcp(long token, Map<String, String> scopes) {
    def rows = scopes.collect { prefix, scope ->
      def key = prefix.contains(":") ? "ipv6Prefix" : "ipv4Prefix"
      """{"$key": "$prefix", "service": "Google Cloud", "scope": "$scope"}"""
    }
    """{"syncToken": "$token", "creationTime": "2026-07-29T07:05:53.849365",
  "prefixes": [${rows.join(", ")}]}"""
  }

  static String azureTag(String name, String region, List<String> prefixes) {
    """{"name": "$name", "id": "$name", "properties": {"changeNumber": 7, "region": "$region",
  "systemService": "", "addressPrefixes": [${prefixes.collect { "\"$it\"" }.join(", ")}]}}"""
  }

  static String azure(long number, List<String> tags) {
    """{"changeNumber": $number, "cloud": "Public", "values": [${tags.join(",\n")}]}"""
  }

  static List<RangeFile> read(String text) {
    read(text.getBytes("UTF-8"))
  }

  static List<RangeFile> read(byte[] bytes) {
    new RangeFileReader().read(new ByteArrayInputStream(bytes), UNDATED)
  }

  static RangeTable table(String... texts) {
    RangeTable.of(texts.collectMany { read(it) })
  }
}
