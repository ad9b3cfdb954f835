package dev.fairlead.isobuild.store;

import dev.fairlead.isobuild.store.DownloadException.Reason;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Upstream;
import dev.fairlead.spi.Upstream.Call;
import dev.fairlead.spi.Upstream.Reply;
import dev.fairlead.spi.Upstream.Reply.Answered;
import dev.fairlead.spi.Upstream.Reply.Unanswered;
import dev.fairlead.spi.Upstreams;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where an image comes from, redirects followed. */
record Origin(URI url, DownloadSettings settings, Upstreams upstreams) {
    private static final int MAX_REDIRECTS = 5;
    private static final Duration HEAD_OF_ANSWER = Duration.ofMinutes(1);

    /** Makes no request. */
    Upstream open() {
        return open(url);
    }

    private Upstream open(URI at) {
        return upstreams.open(URI.create(authority(at)), settings.reach());
    }

    /** The answer, whatever its status but redirects; whoever gets it closes it. */
    Answered get(Map<String, String> fields) throws IOException {
        URI at = url;
        Answered answer = ask(at, withQuery(), own(fields));
        for (int hops = 0; isRedirect(answer); hops++) {
            answer.close();
            if (hops == MAX_REDIRECTS) {
                throw refused("more than " + MAX_REDIRECTS + " times");
            }
            Optional<String> location = answer.fields().first("Location");
            at = follow(at, location.orElseThrow(() -> refused("without saying where")));
            answer =
                    ask(
                            at,
                            target(at),
                            authority(at).equals(authority(url)) ? own(fields) : fields);
        }
        return answer;
    }

    /** With the headers of the configuration, which are for nobody else. */
    private Map<String, String> own(Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(settings.headers());
        all.putAll(fields);
        return all;
    }

    private Answered ask(URI at, String target, Map<String, String> fields) throws IOException {
        Call call = new Call(target, fields, Deadline.in(HEAD_OF_ANSWER));
        Reply reply = open(at).get(call);
        return switch (reply) {
            case Answered answer -> answer;
            case Unanswered(var doubt) ->
                    throw new DownloadException(
                            Reason.NETWORK,
                            at.getHost() + " gives no answer (" + doubt.token() + ")");
        };
    }

    private URI follow(URI from, String location) throws DownloadException {
        URI to = resolve(from, location);
        boolean lessSafe = from.getScheme().equals("https") && "http".equals(to.getScheme());
        if (to.getHost() == null || to.getRawUserInfo() != null || lessSafe) {
            throw refused(
                    "to what is no URL like " + from.getScheme() + "://cdn.example/image.iso");
        }
        if (!authority(to).equals(authority(url))
                && !settings.redirectHosts().contains("*")
                && !settings.redirectHosts().contains(authority(to))) {
            throw refused("to " + authority(to) + ", which redirect-hosts doesn't name");
        }
        return to;
    }

    private static URI resolve(URI from, String location) throws DownloadException {
        try {
            URI to = from.resolve(location);
            if ("http".equals(to.getScheme()) || "https".equals(to.getScheme())) {
                return to;
            }
        } catch (IllegalArgumentException _) { // its message would quote tokens
            throw refused("to what is no URL");
        }
        throw refused("to what is no http or https URL");
    }

    private static DownloadException refused(String where) {
        return new DownloadException(Reason.REDIRECT, "the source redirects " + where);
    }

    private String withQuery() {
        String added =
                new TreeMap<>(settings.query())
                        .entrySet().stream()
                                .map(item -> encode(item.getKey()) + '=' + encode(item.getValue()))
                                .collect(Collectors.joining("&"));
        String target = target(url);
        return added.isEmpty() ? target : target + (target.contains("?") ? '&' : '?') + added;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String target(URI at) {
        String path = at.getRawPath().isEmpty() ? "/" : at.getRawPath();
        return at.getRawQuery() == null ? path : path + '?' + at.getRawQuery();
    }

    private static String authority(URI at) {
        return at.getScheme() + "://" + at.getRawAuthority();
    }

    private static boolean isRedirect(Answered answer) {
        return switch (answer.status()) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }
}
