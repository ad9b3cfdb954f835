package dev.fairlead.testbed.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.spi.CommandProvider.Console;
import dev.fairlead.testbed.Blob;
import dev.fairlead.testbed.CdnKey;
import dev.fairlead.testbed.Testbed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Four regions' buckets of a registry; one blob is everywhere, the other not replicated to
 * us-west-2 yet.
 *
 * @param viewers signs the URLs that clients have
 * @param router signs the URLs that the router passes on to the CDN
 */
record DemoContent(
        String s3,
        String cdn,
        Blob everywhere,
        Blob fresh,
        DemoImage image,
        CdnKey viewers,
        CdnKey router) {
    private static final List<String> REGIONS =
            List.of("us-east-1", "us-east-2", "us-west-1", "us-west-2");
    private static final int SIZE = 3 << 20;

    static DemoContent load(Testbed testbed) {
        Blob everywhere = Blob.of(bytes(1));
        Blob fresh = Blob.of(bytes(2));
        for (String region : REGIONS) {
            testbed.s3().createBucket(bucket(region), region);
            testbed.s3().put(bucket(region), everywhere);
            if (!region.equals("us-west-2")) {
                testbed.s3().put(bucket(region), fresh);
            }
        }
        CdnKey router = CdnKey.generate("KROUTER");
        return new DemoContent(
                testbed.s3().endpoint().toString(),
                testbed.cdn(bucket("us-east-1")).requireSignatures(router).endpoint().toString(),
                everywhere,
                fresh,
                DemoImage.load(testbed, Blob.of(bytes(3))),
                CdnKey.generate("KVIEWERS"),
                router);
    }

    /** Writes the configuration and the keys beside it. */
    Path write(Path folder, int port) throws IOException {
        Files.writeString(folder.resolve("viewers-public.pem"), viewers.publicPem());
        Files.writeString(folder.resolve("viewers.pem"), viewers.privatePem());
        Files.writeString(folder.resolve("router.pem"), router.privatePem());
        return Files.writeString(folder.resolve("demo.yml"), configuration(port));
    }

    private String configuration(int port) {
        StringBuilder copies = new StringBuilder();
        for (String region : REGIONS) {
            copies.append(
                    "          - { bucket: %s, region: %s%s }\n"
                            .formatted(
                                    bucket(region),
                                    region,
                                    region.equals("us-east-1") ? ", authoritative: true" : ""));
        }
        return """
        fairlead:
          client-address: { source: forwarded, trusted-proxies: [127.0.0.0/8, "::1/128"] }
          prices: { cdn: 0.015 }
          object-store: { endpoint: "%s" }
          mounts:
            demo:
              strategy: registry
              match: { prefix: / }
              access:
                signed-for: "http://127.0.0.1:%d"
                cloudfront-keys: [{ id: %s, public-key-file: viewers-public.pem }]
              pass-through:
                to: "%s"
                mode: redirect
                sign: { key-pair-id: %s, private-key-file: router.pem }
              settings:
                debug-user-agent: true
                copies:
        %s%s\
        """
                .formatted(s3, port, viewers.id(), cdn, router.id(), copies, image.mount());
    }

    /** Comments and commands. */
    List<String> lines(Path folder, int port, Console console) {
        Function<Blob, String> url =
                blob ->
                        signed(
                                "http://127.0.0.1:%d/%s".formatted(port, blob.key()),
                                folder,
                                console);
        Stream<DemoDownload> blobs =
                Stream.of(
                        new DemoDownload(
                                "us-east-1",
                                "3.80.0.1",
                                "its own region's bucket",
                                url.apply(everywhere),
                                everywhere),
                        new DemoDownload(
                                "us-west-2",
                                "52.32.0.1",
                                "the us-west-2 replica",
                                url.apply(everywhere),
                                everywhere),
                        new DemoDownload(
                                "us-west-2",
                                "52.32.0.1",
                                "the CDN: not replicated yet",
                                url.apply(fresh),
                                fresh),
                        new DemoDownload(
                                "Google Cloud",
                                "34.28.0.1",
                                "the CDN: cheapest",
                                url.apply(everywhere),
                                everywhere));
        return Stream.concat(blobs, image.downloads(port).stream())
                .flatMap(download -> download.lines(folder.resolve("download")).stream())
                .toList();
    }

    /** Signs as an operator would who tries a mount. */
    private String signed(String url, Path folder, Console console) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Console quiet = console.printingTo(new PrintStream(printed, true, UTF_8));
        List<String> sign =
                List.of(
                        "sign",
                        url,
                        "--key-pair-id",
                        viewers.id(),
                        "--private-key-file",
                        folder.resolve("viewers.pem").toString(),
                        "--expires",
                        "12h");
        if (quiet.run(sign) != 0) {
            throw new IllegalStateException("fairlead sign could not sign " + url);
        }
        return printed.toString(UTF_8).strip();
    }

    private static String bucket(String region) {
        return "demo-" + region;
    }

    private static byte[] bytes(long seed) {
        byte[] bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
