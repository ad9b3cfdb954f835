package dev.fairlead.bench;

/** The configuration that the benchmarks share. */
final class Configurations {
    private Configurations() {}

    static String registry(String s3) {
        return """
        fairlead:
          client-address: { source: forwarded, hops: 1 }
          prices: { cdn: 0.015 }
          object-store: { endpoint: "%s" }
          mounts:
            bench:
              strategy: registry
              match: { prefix: / }
              access: public
              pass-through: { to: "https://cdn.example", mode: redirect }
              settings:
                copies:
                  - { bucket: bench-us-east-1, region: us-east-1, authoritative: true }
                  - { bucket: bench-us-west-2, region: us-west-2 }
        """
                .formatted(s3);
    }
}
