package dev.fairlead.app.aws;

import java.net.URI;

/** Where a bucket is, in bytes that are ready to be put in front of keys. */
final class S3Host {
    private final String url;
    private final byte[] origin;
    private final byte[] host;
    private final byte[] path;

    S3Host(URI bucket) {
        String authority = bucket.getHost() + port(bucket);
        String before = bucket.getRawPath() == null ? "" : bucket.getRawPath();
        url = bucket.toString();
        origin = Bytes.ascii(bucket.getScheme() + "://" + authority);
        host = Bytes.ascii(authority);
        path = Bytes.ascii(before.endsWith("/") ? before : before + "/");
    }

    private static String port(URI url) {
        int standard = url.getScheme().equals("https") ? 443 : 80;
        return url.getPort() < 0 || url.getPort() == standard ? "" : ":" + url.getPort();
    }

    /** Scheme, host and port. */
    byte[] origin() {
        return origin;
    }

    /** Host and, unless it is the scheme's own, port: as clients send it. */
    byte[] host() {
        return host;
    }

    /** What stands before the key, ending in a slash: {@code /} or {@code /bucket/}. */
    byte[] path() {
        return path;
    }

    /** The URL of an object, unsigned. */
    String url(String key) {
        Bytes url = new Bytes(origin.length + path.length + 3 * key.length());
        UriEncoding.putKey(url.put(origin).put(path), key);
        return url.toAscii();
    }

    @Override
    public String toString() {
        return url;
    }
}
