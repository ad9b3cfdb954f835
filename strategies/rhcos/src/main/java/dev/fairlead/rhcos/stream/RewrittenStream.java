package dev.fairlead.rhcos.stream;

import dev.fairlead.rhcos.stream.MirrorContents.Holding;
import dev.fairlead.rhcos.stream.SourceDocument.Fetched;
import dev.fairlead.spi.Content;
import dev.fairlead.spi.Metrics.Counter;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * One document as one mirror has it: looked at again when it is older than its max-age, by one
 * request while the others get what is known; kept while its source or mirror is in doubt.
 */
final class RewrittenStream {
    /** After doubt it is looked at again sooner. */
    private static final Duration RETRY = Duration.ofSeconds(10);

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final SourceDocument source;
    private final StreamProfile profile;
    private final Duration maxAge;
    private final InstantSource clock;
    private final Counter doubts;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Optional<Known> known = Optional.empty();
    private volatile Instant due = Instant.MIN;

    /** The document as it came and as it is served. */
    private record Known(StreamDocument original, Fetched.Changed fetched, Content content) {}

    RewrittenStream(
            SourceDocument source,
            StreamProfile profile,
            Duration maxAge,
            InstantSource clock,
            Counter doubts) {
        this.doubts = doubts;
        this.source = source;
        this.profile = profile;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    /** Empty while there never was a good one. */
    Optional<Content> current() {
        if (clock.instant().isBefore(due)) {
            return content();
        }
        if (known.isEmpty()) {
            refreshing.lock();
        } else if (!refreshing.tryLock()) {
            return content();
        }
        try {
            if (!clock.instant().isBefore(due)) {
                refresh();
            }
        } finally {
            refreshing.unlock();
        }
        return content();
    }

    private Optional<Content> content() {
        return known.map(Known::content);
    }

    private void refresh() {
        Optional<String> tag = known.flatMap(k -> k.fetched().entityTag());
        boolean good =
                switch (source.fetch(tag)) {
                    case Fetched.Changed changed -> take(changed);
                    case Fetched.Same _ -> lookAgain();
                    case Fetched.InDoubt _ -> false;
                };
        if (!good) {
            doubts.increment();
        }
        due = clock.instant().plus(good || maxAge.compareTo(RETRY) < 0 ? maxAge : RETRY);
    }

    /** False for an error page with status 200, say: the last good one stays. */
    private boolean take(Fetched.Changed changed) {
        try {
            known = Optional.of(known(changed, StreamDocument.parse(changed.text())));
            return true;
        } catch (StreamException e) {
            return false;
        }
    }

    /** The mirror may have more of the same document than before. */
    private boolean lookAgain() {
        known = known.map(k -> known(k.fetched(), k.original()));
        return true;
    }

    private Known known(Fetched.Changed fetched, StreamDocument document) {
        Content content = Content.text("application/json", rewrite(document));
        Optional<Content> before = content().filter(c -> c.entityTag().equals(content.entityTag()));
        return new Known(document, fetched, before.orElseGet(() -> withFields(content)));
    }

    /** It changes with the mirror too, so that the source's Last-Modified would not do. */
    private Content withFields(Content content) {
        return content.withField("Cache-Control", "max-age=" + maxAge.toSeconds())
                .withField("Last-Modified", HTTP_DATE.format(clock.instant()));
    }

    private String rewrite(StreamDocument document) {
        Rewriter rewriter = profile.rewriter();
        Map<String, Holding> holdings =
                profile.mirror()
                        .ask(
                                document.artifacts().stream()
                                        .flatMap(a ->
                                                Stream.concat(
                                                        Stream.of(a.location()),
                                                        a.signature().stream()))
                                        .flatMap(link -> rewriter.onMirror(link.url()).stream())
                                        .toList());
        return rewriter.rewrite(
                document,
                url -> holdings.get(url) == Holding.THERE,
                url -> holdings.get(url) == Holding.ABSENT);
    }
}
