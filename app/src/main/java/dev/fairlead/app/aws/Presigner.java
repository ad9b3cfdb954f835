package dev.fairlead.app.aws;

import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Doubt;
import dev.fairlead.spi.Presigned;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/**
 * Makes URLs for one bucket that do not outlive the credentials they are signed with.
 *
 * @param minLife what credentials must leave of the life that was asked for
 * @param margin how long before their end credentials count as ended
 */
record Presigner(
        UrlSigner signer,
        S3Host ipv4,
        S3Host dualStack,
        CredentialCache credentials,
        InstantSource clock,
        Duration minLife,
        Duration margin) {
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    Presigned presign(
            String method, String key, boolean overIpv6, Duration life, Deadline deadline) {
        if (life.toSeconds() < 1 || !METHODS.contains(method)) {
            return new Presigned.Unavailable(Doubt.MISCONFIGURED);
        }
        Duration needed = life.compareTo(minLife) < 0 ? life : minLife;
        Credentialed found = credentials.lookUp(needed.plus(margin), deadline);
        return found instanceof Credentialed.Held(Session session)
                ? sign(session, method, key, overIpv6 ? dualStack : ipv4, life)
                : new Presigned.Unavailable(((Credentialed.Missing) found).doubt());
    }

    String unsigned(String key, boolean overIpv6) {
        return (overIpv6 ? dualStack : ipv4).url(key);
    }

    private Presigned sign(Session session, String method, String key, S3Host host, Duration life) {
        Instant now = clock.instant();
        long left = session.secondsLeft(now);
        long bound = left == Long.MAX_VALUE ? left : left - margin.toSeconds();
        long seconds = Math.min(Math.min(life.toSeconds(), bound), UrlSigner.MAX_SECONDS);
        if (seconds < 1) { // they ended between the two looks at the clock
            return new Presigned.Unavailable(Doubt.CREDENTIALS);
        }
        return new Presigned.Url(signer.sign(session, host, method, key, now, seconds));
    }
}
