package dev.fairlead.app.lambda;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An HTTP API's stage, which stands before its paths unless it is {@code $default}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html">HTTP
 *     API: stages</a>
 */
final class Stage {
    private static final String NONE = "$default";

    private Stage() {}

    static String takenOff(String path, JsonNode requestContext) {
        String stage = requestContext.path("stage").asText(NONE);
        String prefix = "/" + stage;
        if (stage.equals(NONE) || !(path + "/").startsWith(prefix + "/")) {
            return path;
        }
        return path.equals(prefix) ? "/" : path.substring(prefix.length());
    }
}
