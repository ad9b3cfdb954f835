package dev.fairlead.app.access;

import dev.fairlead.spi.RouteRequest;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Lets those in who have a URL or cookies signed for CloudFront. Where the URL has signing
 * parameters, cookies don't count, as at CloudFront. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-choosing-signed-urls-cookies.html">Signed
 *     URLs or signed cookies</a>
 */
public final class Gate {
    private final String site;
    private final Duration skew;
    private final Verifier verifier;
    private final InstantSource clock;

    /**
     * Loads the keys.
     *
     * @throws dev.fairlead.spi.ConfigurationException when one of them can't be used
     */
    public Gate(AccessSettings.Signed settings, InstantSource clock) {
        this.site = settings.signedFor();
        this.skew = settings.clockSkew();
        this.verifier = new Verifier(settings, clock);
        this.clock = clock;
    }

    /** Judges a request with its path and query as received. */
    public Verdict judge(RouteRequest request) {
        try {
            SignedQuery query = SignedQuery.of(request.query());
            Parts parts =
                    query.parts().isEmpty() ? Parts.ofCookies(request.fields()) : query.parts();
            if (parts.isEmpty()) {
                return new Verdict.Refused("it has neither signing parameters nor cookies");
            }
            Resource resource = Resource.of(site, request.path().raw(), query.own());
            refuseQuotes(resource);
            Policy policy = verifier.verify(Claim.of(parts), resource);
            policy.checkResource(resource);
            policy.conditions().check(clock.instant(), skew, request.client());
            return new Verdict.Granted(query.own(), policy.conditions());
        } catch (RefusedException e) {
            return new Verdict.Refused(e.reason());
        }
    }

    /** Within the text of a canned policy they could end the resource. */
    private static void refuseQuotes(Resource resource) throws RefusedException {
        String text = resource.text();
        if (text.indexOf('"') >= 0 || text.indexOf('\\') >= 0) {
            throw new RefusedException("the URL holds a bare quotation mark or backslash");
        }
    }
}
