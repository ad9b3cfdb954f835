package dev.fairlead.isobuild.assisted;

import dev.fairlead.spi.Doubt;
import dev.fairlead.spi.HeaderFields;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What assisted-service said to one call, named by what was asked for. */
sealed interface Answer {

    /**
     * An answer.
     *
     * @param body empty: 204, there is none, for certain
     */
    record Found(String what, HeaderFields fields, Optional<byte[]> body) implements Answer {}

    record Refused(String what, int status, HeaderFields fields) implements Answer {}

    record Silent(String what, Doubt doubt) implements Answer {}

    /** A body that is too long, or broke off. */
    record Unreadable(String what, String why) implements Answer {}

    /** It, or why there is none. */
    default Found found() throws UnobtainableException {
        return switch (this) {
            case Found found -> found;
            case Refused refused -> throw refused(refused);
            case Silent silent -> throw silent(silent);
            case Unreadable(String what, String why) ->
                    throw new UnobtainableException(
                            500,
                            "assisted-unreadable",
                            "error retrieving " + what + " content: " + why);
        };
    }

    /** The body of what there always is. */
    default byte[] content() throws UnobtainableException {
        return found().body()
                .orElseThrow(() ->
                        new UnobtainableException(
                                502,
                                "assisted-garbage",
                                "assisted-service answered 204 where there is content"));
    }

    /** The code goes on to the client, with the fields that tell it what to do. */
    private static UnobtainableException refused(Refused refused) {
        int status = refused.status();
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name : new String[] {"WWW-Authenticate", "Retry-After"}) {
            refused.fields().first(name).ifPresent(value -> fields.put(name, value));
        }
        return new UnobtainableException(
                status >= 400 && status <= 599 ? status : 502,
                "assisted-refused",
                "error retrieving "
                        + refused.what()
                        + " content: assisted-service answered "
                        + status,
                fields);
    }

    /**
     * Who is asked too often while it fails is left alone for a while; any other silence is 500.
     */
    private static UnobtainableException silent(Silent silent) {
        String message =
                "error retrieving "
                        + silent.what()
                        + " content: assisted-service: "
                        + silent.doubt().token();
        return silent.doubt() == Doubt.BREAKER_OPEN
                ? new UnobtainableException(
                        503, "assisted-left-alone", message, Map.of("Retry-After", "5"))
                : new UnobtainableException(500, "assisted-silent", message);
    }
}
