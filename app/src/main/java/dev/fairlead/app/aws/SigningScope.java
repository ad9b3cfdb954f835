package dev.fairlead.app.aws;

import static dev.fairlead.app.aws.Bytes.ascii;

/**
 * What all signatures of one session, region and day have in common.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 *     SigV4: signing key and credential scope</a>
 */
final class SigningScope {
    private static final byte[] SLASH = ascii("%2F");

    private final Session session;
    private final long epochDay;
    private final HmacSha256 mac;
    private final byte[] scope;
    private final byte[] credential;

    SigningScope(Session session, String region, DateStamp date) {
        this.session = session;
        this.epochDay = date.epochDay();
        this.mac = keyed(session.credentials().secretAccessKey(), date.day(), region);
        this.scope = ascii(date.day() + "/" + region + "/s3/aws4_request");
        this.credential = credential(session, date.day(), region);
    }

    boolean fits(Session session, DateStamp date) {
        return this.session == session && epochDay == date.epochDay();
    }

    /** With the signing key. */
    HmacSha256 mac() {
        return mac;
    }

    /** Such as {@code 20130524/us-east-1/s3/aws4_request}. */
    byte[] scope() {
        return scope;
    }

    /** The access key and the scope, percent-encoded. */
    byte[] credential() {
        return credential;
    }

    byte[] token() {
        return session.token();
    }

    private static byte[] credential(Session session, String day, String region) {
        return new Bytes(128)
                .put(session.accessKey())
                .put(SLASH)
                .put(ascii(day))
                .put(SLASH)
                .put(ascii(region))
                .put(ascii("%2Fs3%2Faws4_request"))
                .toArray();
    }

    private static HmacSha256 keyed(String secret, String day, String region) {
        HmacSha256 mac = new HmacSha256(ascii("AWS4" + secret));
        for (String part : new String[] {day, region, "s3", "aws4_request"}) {
            mac = new HmacSha256(mac.of(ascii(part)));
        }
        return mac;
    }
}
