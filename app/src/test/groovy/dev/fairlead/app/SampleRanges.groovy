package dev.fairlead.app

/** A made-up range file in AWS's format, and addresses of clients that it places. */
class SampleRanges {
  private static final REGIONS = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1']

  static String json(long token = 1767225600) {
    def rows = REGIONS.withIndex().collect { region, i ->
      row('ip_prefix', "198.18.${i}.0/24", region)
    }
    def rows6 = REGIONS.withIndex().collect { region, i ->
      row('ipv6_prefix', "2001:db8:${i}::/48", region)
    }
    """{"syncToken": "$token", "createDate": "2026-01-01-00-00-00",
       "prefixes": [${rows.join(',')}], "ipv6_prefixes": [${rows6.join(',')}]}"""
  }

  /** The address of a client in a region; every other place is the internet. */
  static String addressIn(String place) {
    def i = REGIONS.indexOf(place - ' over IPv6')
    i < 0 ? '192.0.2.1' : place.endsWith('IPv6') ? "2001:db8:${i}::7" : "198.18.${i}.7"
  }

  static Map<String, String> from(String place) {
    ['X-Forwarded-For': addressIn(place)]
  }

  private static String row(String key, String prefix, String region) {
    """{"$key": "$prefix", "region": "$region", "service": "EC2", "network_border_group": "$region"}"""
  }
}
