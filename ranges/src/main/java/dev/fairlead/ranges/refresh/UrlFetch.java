package dev.fairlead.ranges.refresh;

import dev.fairlead.ranges.RangeFileException;
import dev.fairlead.ranges.RangeFileReader;
import dev.fairlead.ranges.RangeTable;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches a URL when it has changed: one request, no redirects, bounded in time and size. */
final class UrlFetch {

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private final RefreshLimits limits;
    private final RangeFileReader reader;
    private final InstantSource clock;

    UrlFetch(RefreshLimits limits, RangeFileReader reader, InstantSource clock) {
        this.limits = limits;
        this.reader = reader;
        this.clock = clock;
    }

    Fetched fetch(URI uri, Stamp known) {
        HttpResponse<byte[]> response = exchange(uri, known);
        int status = response.statusCode();
        if (status == NOT_MODIFIED && !known.equals(Stamp.NONE)) {
            return new Fetched.Same();
        }
        if (status != OK) {
            throw new RangeFileException("answered " + status + ", expected 200");
        }
        Instant undated = modified(response.headers());
        RangeTable table =
                RangeTable.of(reader.read(new ByteArrayInputStream(response.body()), undated));
        return new Fetched.Version(table, Stamp.of(response.headers()));
    }

    private HttpResponse<byte[]> exchange(URI uri, Stamp known) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(limits.timeout());
        known.ask(request);
        // A client of its own: refreshes are hours apart, and nothing stays open in between.
        HttpClient client =
                HttpClient.newBuilder()
                        .connectTimeout(limits.timeout())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        try (AutoCloseableClient _ = client::shutdownNow) {
            return await(client.sendAsync(request.build(), body()));
        }
    }

    // The request's own time limit ends with the header; a body could drip for ever.
    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> response) {
        try {
            return response.get(limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw tooSlow(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HttpTimeoutException) { // the client's own timer was first
                throw tooSlow(e);
            }
            throw new RangeFileException("cannot be fetched: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RangeFileException("the refresh was interrupted", e);
        }
    }

    private RangeFileException tooSlow(Exception cause) {
        return new RangeFileException("gave no whole answer within " + limits.timeout(), cause);
    }

    private BodyHandler<byte[]> body() {
        BodyHandler<byte[]> limited =
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), limits.maxBytes());
        return info ->
                info.statusCode() == OK
                        ? limited.apply(info)
                        : BodySubscribers.replacing(new byte[0]);
    }

    private Instant modified(HttpHeaders headers) {
        return headers.firstValue("Last-Modified").map(this::httpDate).orElseGet(clock::instant);
    }

    private Instant httpDate(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeParseException _) { // A field that is not a date counts as absent.
            return clock.instant();
        }
    }

    private interface AutoCloseableClient extends AutoCloseable {
        @Override
        void close();
    }
}
