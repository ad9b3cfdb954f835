package dev.fairlead.rhcos.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a bucket.
 *
 * @param prefix empty, or ending in a slash
 */
record StoreLocation(String bucket, String prefix) {
    private static final Pattern S3 = Pattern.compile("s3://([^/]+)/?(.*)");

    static StoreLocation parse(String url) throws CommandException {
        Matcher s3 = S3.matcher(url);
        if (!s3.matches()) {
            throw new CommandException(2, "'" + url + "' is not s3://bucket/prefix");
        }
        String prefix = s3.group(2);
        return new StoreLocation(
                s3.group(1), prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
    }
}
