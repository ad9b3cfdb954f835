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
    private Stage() {}

    static String takenOff(String path, JsonNode requestContext) {
        String prefix = "/" + requestContext.path("stage").asText("$default");
        if (path.equals(prefix)) {
            return "/";
        }
        return path.startsWith(prefix + "/") ? path.substring(prefix.length()) : path;
    }
}
