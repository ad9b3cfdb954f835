package dev.fairlead.testbed;

import java.time.Clock;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

/** Everything on loopback: S3, STS and as many upstreams as asked for, with one set of keys. */
public final class Testbed implements AutoCloseable {
    /** The id of the key that always works. */
    public static final String ACCESS_KEY_ID = "AKIAFAIRLEADTESTBED0";

    /** Its secret, good for nothing but this. */
    public static final String SECRET_ACCESS_KEY = "fairlead/testbed+secret/of/no/account000";

    /** The role that the key may assume. */
    public static final String ROLE_ARN = "arn:aws:iam::000000000000:role/fairlead-testbed";

    private final Credentials credentials;
    private final Deque<UpstreamStandIn> upstreams = new ConcurrentLinkedDeque<>();
    private final S3StandIn s3;
    private final StsStandIn sts;

    private Testbed(Credentials credentials, S3StandIn s3, StsStandIn sts) {
        this.credentials = credentials;
        this.s3 = s3;
        this.sts = sts;
    }

    /** Starts on free ports. */
    public static Testbed start() {
        return start(0, 0);
    }

    /** Starts on the given ports, on free ones for 0. */
    public static Testbed start(int s3Port, int stsPort) {
        Credentials credentials = new Credentials(Clock.systemUTC());
        credentials.add(ACCESS_KEY_ID, SECRET_ACCESS_KEY);
        S3StandIn s3 = S3StandIn.start(s3Port, credentials);
        try {
            StsStandIn sts = StsStandIn.start(stsPort, credentials);
            sts.allow(ROLE_ARN);
            return new Testbed(credentials, s3, sts);
        } catch (TestbedException e) {
            s3.close();
            throw e;
        }
    }

    public Credentials credentials() {
        return credentials;
    }

    public S3StandIn s3() {
        return s3;
    }

    public StsStandIn sts() {
        return sts;
    }

    /** Starts one more upstream, which ends with the testbed. */
    public UpstreamStandIn upstream() {
        return keep(UpstreamStandIn.start(0));
    }

    /** Starts one more upstream with an answer for all paths that are not told otherwise. */
    public UpstreamStandIn upstream(Function<RecordedRequest, Reply> otherwise) {
        return upstream(0, otherwise);
    }

    /** The same on the given port, on a free one for 0. */
    public UpstreamStandIn upstream(int port, Function<RecordedRequest, Reply> otherwise) {
        return keep(UpstreamStandIn.start(port, otherwise));
    }

    /** Starts a CDN over a bucket, which ends with the testbed. */
    public UpstreamStandIn cdn(String bucket) {
        return keep(UpstreamStandIn.cdnOver(s3, bucket));
    }

    @Override
    public void close() {
        upstreams.forEach(UpstreamStandIn::close);
        sts.close();
        s3.close();
    }

    private UpstreamStandIn keep(UpstreamStandIn upstream) {
        upstreams.add(upstream);
        return upstream;
    }
}
