package dev.fairlead.app.host;

import dev.fairlead.spi.RequestPath;

import java.util.regex.Pattern;

/** URLs, and texts that may quote them, without what makes them bearer tokens. */
public final class Redacted {
    private static final Pattern SECRET =
            Pattern.compile(
                    "(?i)([?&](?:X-Amz-Signature|X-Amz-Credential|X-Amz-Security-Token|Signature"
                            + "|Policy|Key-Pair-Id|api_key|image_token|token)=)[^&]*");

    private static final Pattern FIELD =
            Pattern.compile(
                    "(?i)\\b((?:Authorization|Cookie|X-Amz-[\\w-]+)\\W*[:=]\\s*)[^\\r\\n&]+");

    private static final Pattern TOKEN =
            Pattern.compile(
                    "(?i)((?:Bearer|Basic) |/by(?:apikey|token)/)[^/?\\s]+"
                            + "|()eyJ[\\w-]+\\.[\\w-]+(?:\\.[\\w-]*)?"); // a JWT, wherever it is

    private Redacted() {}

    /** A text of whatever kind, with rather more left out than needed. */
    public static String text(String text) {
        String fields = FIELD.matcher(url(text)).replaceAll("$1REDACTED");
        return tokens(fields);
    }

    private static String tokens(String text) {
        return TOKEN.matcher(text)
                .replaceAll(found -> found.group(1) == null ? "REDACTED" : "$1REDACTED");
    }

    /** A path of a request: of those that hold tokens, most begin with their kind. */
    public static String path(RequestPath path) {
        String raw = path.raw();
        return raw.contains("/by") || raw.contains("eyJ") ? tokens(raw) : raw;
    }

    public static String url(String url) {
        return SECRET.matcher(url).replaceAll("$1REDACTED");
    }
}
