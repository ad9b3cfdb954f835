package dev.fairlead.app.access;

/** Signs URLs as CloudFront wants them. Thread-safe. */
public final class UrlSigner {
    private final SigningKey key;
    private final Hash hash;

    /** Signs once, since some platforms forbid SHA-1 in signatures: better to learn it now. */
    public UrlSigner(SigningKey key, Hash hash) {
        this.key = key;
        this.hash = hash;
        key.sign(hash, new byte[0]);
    }

    /** Signs for this URL alone: with a canned policy where it can say everything. */
    public String sign(String url, Conditions conditions) {
        String exact = exact(url);
        return conditions.isOnlyAnEnd()
                ? canned(exact, conditions)
                : custom(exact, exact.replace("?", "\\?"), conditions);
    }

    /** Signs for every URL that the pattern fits, by a custom policy. */
    public String sign(String url, String pattern, Conditions conditions) {
        return custom(exact(url), pattern, conditions);
    }

    private String canned(String url, Conditions conditions) {
        String expires = Long.toString(conditions.end().getEpochSecond());
        return signed(url, "Expires=" + expires, PolicyText.canned(url, expires));
    }

    private String custom(String url, String pattern, Conditions conditions) {
        String policy = PolicyText.custom(pattern, conditions);
        return signed(url, "Policy=" + UrlBase64.encode(PolicyText.bytes(policy)), policy);
    }

    private String signed(String url, String first, String policy) {
        String signature = UrlBase64.encode(key.sign(hash, PolicyText.bytes(policy)));
        return url
                + (url.indexOf('?') < 0 ? '?' : '&')
                + first
                + "&Signature="
                + signature
                + "&Key-Pair-Id="
                + key.id()
                + (hash == Hash.DEFAULT ? "" : "&Hash-Algorithm=" + hash);
    }

    /**
     * The same URL without wildcards: what is signed as a canned policy could be shown as a custom
     * one, where they count.
     */
    private static String exact(String url) {
        int query = url.indexOf('?') + 1;
        String safe =
                query == 0
                        ? url
                        : url.substring(0, query) + url.substring(query).replace("?", "%3F");
        return safe.replace("*", "%2A").replace("\"", "%22").replace("\\", "%5C");
    }
}
