package dev.fairlead.app.cli;

import dev.fairlead.app.access.Conditions;
import dev.fairlead.app.access.Hash;
import dev.fairlead.app.access.KeyFile;
import dev.fairlead.app.access.SigningKey;
import dev.fairlead.app.access.UrlSigner;
import dev.fairlead.ranges.Family;
import dev.fairlead.ranges.Prefix;
import dev.fairlead.spi.CommandProvider.Console;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code fairlead sign}: a URL as CloudFront's key holders make them, to try things out. */
@Command(
        description =
                "Sign a URL as CloudFront wants it: with a canned policy if only --expires is"
                        + " given, else with a custom one.",
        mixinStandardHelpOptions = true)
final class SignCommand implements Callable<Integer> {
    private final Console console;
    private final InstantSource clock;

    @Parameters(paramLabel = "URL", description = "As the client is to ask for it.")
    private String url = "";

    @Option(names = "--key-pair-id", required = true, paramLabel = "ID")
    private String keyPairId = "";

    @Option(
            names = "--private-key-file",
            required = true,
            paramLabel = "FILE",
            description = "PEM: PKCS#8, or PKCS#1 for RSA.")
    private Path privateKeyFile = Path.of("");

    @Option(
            names = "--expires",
            required = true,
            paramLabel = "TIME",
            description = "From now (20m) or a time (2026-12-01T00:00:00Z).")
    private String expires = "";

    @Option(names = "--not-before", paramLabel = "TIME", description = "The same forms.")
    private Optional<String> notBefore = Optional.empty();

    @Option(names = "--ip", paramLabel = "CIDR", description = "The only clients; IPv4.")
    private Optional<String> ip = Optional.empty();

    @Option(
            names = "--resource",
            paramLabel = "PATTERN",
            description = "With * and ?: what the signature is good for, beside this URL.")
    private Optional<String> resource = Optional.empty();

    @Option(names = "--hash", defaultValue = "SHA1", description = "SHA1 (default) or SHA256.")
    private Hash hash = Hash.DEFAULT;

    SignCommand(Console console, InstantSource clock) {
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        SigningKey key =
                SigningKey.load(new KeyFile("--private-key-file", keyPairId, privateKeyFile));
        UrlSigner signer = new UrlSigner(key, hash);
        String checked = checked(url);
        Conditions conditions = conditions();
        console.out()
                .println(
                        resource.isPresent()
                                ? signer.sign(checked, resource.get(), conditions)
                                : signer.sign(checked, conditions));
        return 0;
    }

    private Conditions conditions() {
        Moment moment = new Moment(clock.instant());
        return new Conditions(
                moment.parse("--expires", expires),
                notBefore.map(time -> moment.parse("--not-before", time)),
                ip.map(SignCommand::clients));
    }

    private static Prefix clients(String cidr) {
        Prefix prefix = Prefix.parse(cidr);
        if (prefix.family() != Family.IPV4) {
            throw new IllegalArgumentException("--ip " + cidr + ": CloudFront takes IPv4 only");
        }
        return prefix;
    }

    private static String checked(String text) {
        URI parsed = URI.create(text);
        boolean http = "http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme());
        if (!http || parsed.getHost() == null || parsed.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a URL such as https://d1example.cloudfront.net/file");
        }
        if (parsed.getRawPath().isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' has no path; give at least /");
        }
        return text;
    }
}
