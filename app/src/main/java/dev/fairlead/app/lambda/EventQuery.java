package dev.fairlead.app.lambda;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/**
 * A query put together again of the parameters that it was taken apart into, in their order; the
 * values of one name have moved together.
 */
final class EventQuery {
    private EventQuery() {}

    /**
     * The query of an event with lists of values, or only the last one of each.
     *
     * @param spelled how names and values stand in a query
     */
    static Optional<String> of(JsonNode event, UnaryOperator<String> spelled) {
        JsonNode lists = event.path("multiValueQueryStringParameters");
        JsonNode parameters = lists.isObject() ? lists : event.path("queryStringParameters");
        StringJoiner query = new StringJoiner("&");
        parameters
                .properties()
                .forEach(parameter -> {
                    String name = spelled.apply(parameter.getKey());
                    for (String value : EventFields.values(parameter.getValue())) {
                        query.add(name + "=" + spelled.apply(value));
                    }
                });
        return query.length() == 0 ? Optional.empty() : Optional.of(query.toString());
    }
}
