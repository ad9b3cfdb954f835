package dev.fairlead.app.access;

import java.nio.charset.StandardCharsets;

/** Writes policies, without white space as CloudFront wants them. */
final class PolicyText {
    private PolicyText() {}

    /** The canned policy, which is signed but not sent; {@code expires} as it stands in the URL. */
    static String canned(String resource, String expires) {
        return "{\"Statement\":[{\"Resource\":\""
                + resource
                + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":"
                + expires
                + "}}}]}";
    }

    static String custom(String pattern, Conditions conditions) {
        StringBuilder text = new StringBuilder("{\"Statement\":[{\"Resource\":\"");
        text.append(pattern.replace("\\", "\\\\").replace("\"", "\\\""));
        text.append("\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":")
                .append(conditions.end().getEpochSecond());
        conditions
                .start()
                .ifPresent(start ->
                        text.append("},\"DateGreaterThan\":{\"AWS:EpochTime\":")
                                .append(start.getEpochSecond()));
        conditions
                .clients()
                .ifPresent(clients ->
                        text.append("},\"IpAddress\":{\"AWS:SourceIp\":\"")
                                .append(clients)
                                .append('"'));
        return text.append("}}}]}").toString();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
