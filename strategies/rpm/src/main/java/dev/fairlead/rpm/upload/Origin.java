package dev.fairlead.rpm.upload;

import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.HeaderFields;
import dev.fairlead.spi.Upstream;
import dev.fairlead.spi.Upstream.Call;
import dev.fairlead.spi.Upstream.Reply;
import dev.fairlead.spi.Upstream.Reply.Answered;
import dev.fairlead.spi.Upstream.Reply.Unanswered;
import dev.fairlead.spi.Upstreams;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.function.BiFunction;

/** The source, redirects followed. */
record Origin(Upstream upstream, Upstreams upstreams, Redirects redirects) {
    private static final Map<String, String> FIELDS =
            Map
                    .of( // https://distribution.github.io/distribution/spec/api/#pulling-an-image-manifest
                            "Accept",
                            "application/vnd.oci.image.index.v1+json,"
                                    + "application/vnd.oci.image.manifest.v1+json,"
                                    + "application/vnd.docker.distribution.manifest.list.v2+json,"
                                    + "application/vnd.docker.distribution.manifest.v2+json,*/*");

    /** Where a target is. */
    URI url(String target) {
        return URI.create(redirects.base().toString().replaceFirst("/+$", "") + target);
    }

    /** The head of the file. */
    HeaderFields head(String target, Deadline deadline) throws IOException {
        try (Answered answer = ask(Upstream::head, target, deadline)) {
            return answer.fields();
        }
    }

    /** The file; whoever gets it closes it. */
    Answered get(String target, Deadline deadline) throws IOException {
        return ask(Upstream::get, target, deadline);
    }

    private Answered ask(BiFunction<Upstream, Call, Reply> method, String target, Deadline deadline)
            throws IOException {
        Answered answer = answer(method.apply(upstream, new Call(target, FIELDS, deadline)));
        URI at = url(target);
        for (int hops = 0; isRedirect(answer); hops++) {
            answer.close();
            if (hops == Redirects.MAX) {
                throw Redirects.refused("more than " + Redirects.MAX + " times");
            }
            at = redirects.follow(at, answer.fields().first("Location").orElse("?"));
            Upstream next = upstreams.open(at.resolve("/"));
            String there = at.toString().substring(at.resolve("/").toString().length() - 1);
            answer = answer(method.apply(next, new Call(withoutFragment(there), FIELDS, deadline)));
        }
        if (answer.status() != 200) {
            answer.close();
            throw new SourceException(answer.status());
        }
        return answer;
    }

    private static String withoutFragment(String target) {
        return target.replaceFirst("#.*", "");
    }

    private static boolean isRedirect(Answered answer) {
        return switch (answer.status()) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private static Answered answer(Reply reply) throws IOException {
        return switch (reply) {
            case Answered answer -> answer;
            case Unanswered(var doubt) ->
                    throw new IOException("the source gives no answer (" + doubt.token() + ")");
        };
    }
}
