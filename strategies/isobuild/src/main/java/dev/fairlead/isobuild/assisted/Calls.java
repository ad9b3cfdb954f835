package dev.fairlead.isobuild.assisted;

import dev.fairlead.isobuild.assisted.Answer.Found;
import dev.fairlead.isobuild.assisted.Answer.Refused;
import dev.fairlead.isobuild.assisted.Answer.Silent;
import dev.fairlead.isobuild.assisted.Answer.Unreadable;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Doubt;
import dev.fairlead.spi.Upstream;
import dev.fairlead.spi.Upstream.Call;
import dev.fairlead.spi.Upstream.Reply.Answered;
import dev.fairlead.spi.Upstream.Reply.Unanswered;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Calls of one client, all under one deadline.
 *
 * @param maxBytes how long a body may be
 */
record Calls(Upstream upstream, Credentials credentials, Deadline deadline, long maxBytes) {

    /** Asks; the parameters are sorted, as the original sent them. */
    Answer ask(String what, String path, Map<String, String> parameters) {
        Map<String, String> query = new TreeMap<>(parameters);
        if (credentials.kind() == Credentials.Kind.API_KEY) {
            query.put("api_key", credentials.value());
        }
        String target = query.isEmpty() ? path : path + '?' + encode(query);
        return switch (upstream.get(new Call(target, fields(), deadline))) {
            case Answered answered -> read(what, answered);
            case Unanswered(Doubt doubt) -> new Silent(what, doubt);
        };
    }

    private Map<String, String> fields() {
        return switch (credentials.kind()) {
            case IMAGE_TOKEN -> Map.of("Image-Token", credentials.value());
            case AUTHORIZATION -> Map.of("Authorization", credentials.value());
            case NONE, API_KEY -> Map.of();
        };
    }

    private static String encode(Map<String, String> query) {
        return query.entrySet().stream()
                .map(entry ->
                        entry.getKey()
                                + '='
                                + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Answer read(String what, Answered reply) {
        try (reply) {
            return switch (reply.status()) {
                case 200 -> body(what, reply);
                case 204 -> new Found(what, reply.fields(), Optional.empty());
                default -> new Refused(what, reply.status(), reply.fields());
            };
        } catch (IOException e) {
            return new Unreadable(what, "the answer of assisted-service broke off");
        }
    }

    private Answer body(String what, Answered reply) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 14];
        InputStream from = reply.body();
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            body.write(buffer, 0, count);
            if (body.size() > maxBytes) {
                return new Unreadable(
                        what, "the answer of assisted-service is over " + maxBytes + " bytes");
            }
            if (deadline.isOver()) {
                return new Silent(what, Doubt.TIMEOUT);
            }
        }
        return new Found(what, reply.fields(), Optional.of(body.toByteArray()));
    }
}
