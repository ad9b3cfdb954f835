package dev.fairlead.isobuild.assisted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.fairlead.isobuild.assisted.Answer.Found;
import dev.fairlead.isobuild.image.Customisation;
import dev.fairlead.isobuild.image.KernelArgument;
import dev.fairlead.isobuild.store.ImageType;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.HeaderFields;
import dev.fairlead.spi.Upstream;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Asks assisted-service, side by side for all that an image takes.
 *
 * @param timeout how long all of it may take
 * @param maxBytes how long each answer may be
 */
public record AssistedService(Upstream upstream, Executor threads, Duration timeout, long maxBytes)
        implements Customisations {
    private static final String INFRA_ENVS = "/api/assisted-install/v2/infra-envs/";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Discovery discover(ImageId id, Optional<ImageType> iso, Credentials credentials)
            throws UnobtainableException {
        Calls calls = new Calls(upstream, credentials, Deadline.in(timeout), maxBytes);
        String infraEnv = INFRA_ENVS + id;
        CompletableFuture<Answer> ignition = start(() -> ignition(calls, infraEnv, iso));
        // A full ISO finds its network in the ignition, and who boots over the network brings the
        // kernel's arguments along.
        boolean ramdisk = iso.isEmpty() || iso.get() == ImageType.MINIMAL;
        CompletableFuture<Answer> network =
                start(
                        ramdisk,
                        () ->
                                calls.ask(
                                        "ramdisk",
                                        infraEnv + "/downloads/minimal-initrd",
                                        Map.of()));
        CompletableFuture<Answer> description =
                start(iso.isPresent(), () -> calls.ask("infra-env", infraEnv, Map.of()));
        // In this order, so that of several failures it is always the same one that is told.
        byte[] config = ignition.join().content();
        Optional<byte[]> files = network.join().found().body();
        List<KernelArgument> arguments =
                iso.isPresent() ? arguments(description.join().content()) : List.of();
        return new Discovery(
                new Customisation(Optional.of(config), arguments, files),
                lastModified(ignition.join().found()));
    }

    private CompletableFuture<Answer> start(Supplier<Answer> call) {
        return CompletableFuture.supplyAsync(call, threads);
    }

    private CompletableFuture<Answer> start(boolean wanted, Supplier<Answer> call) {
        return wanted
                ? start(call)
                : CompletableFuture.completedFuture(
                        new Found("nothing", HeaderFields.NONE, Optional.empty()));
    }

    private static Answer ignition(Calls calls, String infraEnv, Optional<ImageType> iso) {
        return calls.ask(
                "ignition",
                infraEnv + "/downloads/files",
                iso.map(type ->
                                Map.of(
                                        "discovery_iso_type",
                                        type.token(),
                                        "file_name",
                                        "discovery.ign"))
                        .orElse(Map.of("file_name", "discovery.ign")));
    }

    /** A text that itself holds JSON; absent, null and empty lists change nothing. */
    private static List<KernelArgument> arguments(byte[] infraEnv) throws UnobtainableException {
        try {
            JsonNode text = JSON.readTree(infraEnv).path("kernel_arguments");
            if (text.isMissingNode() || text.isNull()) {
                return List.of();
            }
            if (text.isTextual()) {
                return KernelArguments.read(JSON.readTree(text.textValue()));
            }
        } catch (JsonProcessingException _) { // its message would quote what it read
            throw garbage();
        } catch (IOException e) {
            throw new IllegalStateException("bytes are read without I/O", e);
        }
        throw garbage();
    }

    private static UnobtainableException garbage() {
        return new UnobtainableException(
                500,
                "assisted-garbage",
                "the infra-env's kernel_arguments, or all of it, is not the JSON that it should"
                        + " be");
    }

    /**
     * The time in any of HTTP's formats that servers still write; nonsense is as good as none.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7">RFC 9110: dates</a>
     */
    private static Optional<Instant> lastModified(Found ignition) {
        return ignition.fields()
                .first("Last-Modified")
                .flatMap(date -> {
                    try {
                        return Optional.of(
                                DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
                    } catch (DateTimeException _) {
                        return Optional.empty();
                    }
                });
    }
}
