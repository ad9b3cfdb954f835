package dev.fairlead.testbed;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A policy without white space, as signers write it.
 *
 * @param resource with {@code *} for any text; nothing here signs with {@code ?}
 */
record CdnPolicy(String resource, Instant end, Optional<Instant> start, Optional<String> address) {
    private static final Pattern FORM =
            Pattern.compile(
                    "\\{\"Statement\":\\[\\{\"Resource\":\"([^\"]*)\",\"Condition\":\\{"
                            + "\"DateLessThan\":\\{\"AWS:EpochTime\":(\\d{1,10})}"
                            + "(?:,\"DateGreaterThan\":\\{\"AWS:EpochTime\":(\\d{1,10})})?"
                            + "(?:,\"IpAddress\":\\{\"AWS:SourceIp\":\"([^\"]*)\"})?"
                            + "}}]}");

    static Optional<CdnPolicy> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(
                        new CdnPolicy(
                                form.group(1).replace("\\\\?", "?"),
                                seconds(form.group(2)),
                                Optional.ofNullable(form.group(3)).map(CdnPolicy::seconds),
                                Optional.ofNullable(form.group(4))))
                : Optional.empty();
    }

    /** For clients on loopback, which is where all of the stand-in's are. */
    boolean allows(String url, Instant now) {
        return now.isBefore(end)
                && start.map(now::isAfter).orElse(true)
                && address.map(cidr -> cidr.startsWith("127.")).orElse(true)
                && url.matches(Pattern.quote(resource).replace("*", "\\E.*\\Q"));
    }

    private static Instant seconds(String digits) {
        return Instant.ofEpochSecond(Long.parseLong(digits));
    }
}
