package dev.fairlead.rpm.upload;

import dev.fairlead.rpm.source.Place;
import dev.fairlead.rpm.source.Redirects;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.HeaderFields;
import dev.fairlead.spi.Upstream.Reply;
import dev.fairlead.spi.Upstream.Reply.Answered;
import dev.fairlead.spi.Upstream.Reply.Unanswered;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The source, redirects followed. */
record Origin(Redirects redirects) {
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
        return redirects.start(target).url();
    }

    /** The head of the file. */
    HeaderFields head(String target, Deadline deadline) throws IOException {
        try (Answered answer = ask(place -> place.head(FIELDS, deadline), target)) {
            return answer.fields();
        }
    }

    /** The file; whoever gets it closes it. */
    Answered get(String target, Deadline deadline) throws IOException {
        return ask(place -> place.get(FIELDS, deadline), target);
    }

    private Answered ask(Function<Place, Reply> method, String target) throws IOException {
        Place place = redirects.start(target);
        for (int hops = 0; hops <= Redirects.MAX; hops++) {
            Answered answer = answer(method.apply(place));
            if (answer.status() == 200) {
                return answer;
            }
            try (answer) {
                Optional<Place> next = redirects.next(place, answer);
                place = next.orElseThrow(() -> new SourceException(answer.status()));
            }
        }
        throw Redirects.refused("more than " + Redirects.MAX + " times");
    }

    private static Answered answer(Reply reply) throws IOException {
        return switch (reply) {
            case Answered answer -> answer;
            case Unanswered(var doubt) ->
                    throw new IOException("the source gives no answer (" + doubt.token() + ")");
        };
    }
}
