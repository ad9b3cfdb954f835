package dev.fairlead.app.host;

import java.util.regex.Pattern;

/** URLs without what makes them bearer tokens. */
public final class Redacted {
    private static final Pattern SECRET =
            Pattern.compile(
                    "(?i)([?&](?:X-Amz-Signature|X-Amz-Credential|X-Amz-Security-Token|Signature"
                            + "|Policy|Key-Pair-Id|api_key|image_token|token)=)[^&]*");

    private Redacted() {}

    public static String url(String url) {
        return SECRET.matcher(url).replaceAll("$1REDACTED");
    }
}
