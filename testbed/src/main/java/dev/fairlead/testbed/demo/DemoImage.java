package dev.fairlead.testbed.demo;

import dev.fairlead.testbed.Blob;
import dev.fairlead.testbed.Testbed;

import java.util.List;

/** A boot image under the key that the documentation of the originals has as its example. */
record DemoImage(String cdn, Blob image) {
    private static final String BUCKET = "demo-art-rhcos-ci";
    private static final String KEY =
            "releases/rhcos-4.11-aarch64/411.85.202205040359-0/aarch64/"
                    + "rhcos-411.85.202205040359-0-aws.aarch64.vmdk.gz";

    static DemoImage load(Testbed testbed, Blob image) {
        testbed.s3().createBucket(BUCKET, "us-east-1");
        testbed.s3().put(BUCKET, KEY, image.bytes());
        return new DemoImage(testbed.cdn(BUCKET).endpoint().toString(), image);
    }

    /** Its mount, to stand below {@code mounts:}. */
    String mount() {
        return """
            rhcos:
              strategy: rhcos
              match: { prefix: /art/storage }
              access: public
              pass-through: { to: "%s", mode: redirect }
              settings:
                copies:
                  - { bucket: %s, region: us-east-1, authoritative: true, presign: true }
        """
                .formatted(cdn, BUCKET);
    }

    List<DemoDownload> downloads(int port) {
        String url = "http://127.0.0.1:%d/art/storage/%s".formatted(port, KEY);
        return List.of(
                new DemoDownload("us-east-1", "3.80.0.1", "the boot images' bucket", url, image),
                new DemoDownload("an office", "192.0.2.1", "the boot images' CDN", url, image));
    }
}
