package dev.fairlead.isobuild;

import dev.fairlead.isobuild.Asked.AddrSize;
import dev.fairlead.isobuild.Asked.Artifact;
import dev.fairlead.isobuild.Asked.Base;
import dev.fairlead.isobuild.Asked.Health;
import dev.fairlead.isobuild.Asked.Initrd;
import dev.fairlead.isobuild.Asked.Iso;
import dev.fairlead.isobuild.Asked.Live;
import dev.fairlead.isobuild.Asked.Metrics;
import dev.fairlead.isobuild.Asked.Refused;
import dev.fairlead.isobuild.assisted.Credentials;
import dev.fairlead.isobuild.assisted.Credentials.Kind;
import dev.fairlead.isobuild.assisted.ImageId;
import dev.fairlead.isobuild.store.ImageType;
import dev.fairlead.spi.RouteDecision.Reason;
import dev.fairlead.spi.RouteRequest;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what a path of the service and its query ask for. */
record Reading(Route.Match match, Query query, RouteRequest request) {
    private static final Map<String, ImageType> FILES =
            Map.of(
                    "full.iso", ImageType.FULL,
                    "minimal.iso", ImageType.MINIMAL,
                    "disconnected.iso", ImageType.DISCONNECTED);
    private static final String NO_ID = "404 page not found: the id is not a UUID in lower case";
    private static final String NO_TOKEN =
            "404 page not found: no token whose payload has a UUID as sub or infra_env_id";

    static Asked asked(Route.Match match, RouteRequest request) {
        return new Reading(match, Query.parse(request.query()), request).asked();
    }

    private Asked asked() {
        return switch (match.route()) {
            case BY_ID, BY_API_KEY, BY_TOKEN -> shortForm();
            case IMAGE -> longForm();
            case INITRD -> forBooting(arch(), Initrd::new);
            case ADDR_SIZE -> forBooting("s390x", AddrSize::new);
            case BOOT_ARTIFACT ->
                    withVersion(version ->
                            new Artifact(part(0), new Base(version, arch(), ImageType.FULL)));
            case IMAGES -> notFound("404 page not found");
            case HEALTH -> new Health();
            case LIVE -> new Live();
            case METRICS -> new Metrics();
        };
    }

    private Asked shortForm() {
        ImageType type = FILES.get(part(3));
        if (type == null) {
            return notFound(
                    "404 page not found: the file is full.iso, minimal.iso or disconnected.iso");
        }
        Optional<ImageId> id =
                match.route() == Route.BY_ID ? ImageId.parse(part(0)) : TokenPayload.id(part(0));
        return id.isEmpty()
                ? notFound(match.route() == Route.BY_ID ? NO_ID : NO_TOKEN)
                : iso(id.get(), new Base(part(1), part(2), type));
    }

    private Asked longForm() {
        Optional<ImageId> id = ImageId.parse(part(0));
        if (id.isEmpty()) {
            return notFound(NO_ID);
        }
        return withVersion(version -> {
            Optional<ImageType> type = query.value("type").flatMap(ImageType::of);
            return type.isEmpty()
                    ? badRequest(
                            "'type' parameter required: full-iso, minimal-iso or disconnected-iso")
                    : iso(id.get(), new Base(version, arch(), type.get()));
        });
    }

    private Asked iso(ImageId id, Base base) {
        return withCredentials(credentials -> new Iso(id, base, credentials));
    }

    private interface ForBooting {
        Asked of(ImageId id, Base base, Credentials credentials);
    }

    private Asked forBooting(String arch, ForBooting asked) {
        return ImageId.parse(part(0))
                .map(id ->
                        withVersion(version ->
                                withCredentials(credentials ->
                                        asked.of(
                                                id,
                                                new Base(version, arch, ImageType.FULL),
                                                credentials))))
                .orElseGet(() -> notFound(NO_ID));
    }

    private Asked withVersion(Function<String, Asked> asked) {
        return query.value("version")
                .map(asked)
                .orElseGet(() -> badRequest("'version' parameter required"));
    }

    private Asked withCredentials(Function<Credentials, Asked> asked) {
        Credentials credentials = credentials();
        return credentials.isSendable()
                ? asked.apply(credentials)
                : badRequest("the credentials hold what is not printable ASCII");
    }

    /** The first of these is sent on, and no other. */
    private Credentials credentials() {
        return pathToken(Route.BY_API_KEY, Kind.API_KEY)
                .or(() -> parameter("api_key", Kind.API_KEY))
                .or(() -> pathToken(Route.BY_TOKEN, Kind.IMAGE_TOKEN))
                .or(() -> parameter("image_token", Kind.IMAGE_TOKEN))
                .or(() ->
                        request.fields()
                                .first("Authorization")
                                .map(value -> new Credentials(Kind.AUTHORIZATION, value)))
                .orElse(Credentials.NONE);
    }

    private Optional<Credentials> pathToken(Route route, Kind kind) {
        return match.route() == route
                ? Optional.of(new Credentials(kind, part(0)))
                : Optional.empty();
    }

    private Optional<Credentials> parameter(String name, Kind kind) {
        return query.value(name).map(value -> new Credentials(kind, value));
    }

    private String arch() {
        return query.value("arch").orElse("x86_64");
    }

    private String part(int index) {
        return match.parts().get(index);
    }

    private static Refused notFound(String detail) {
        return new Refused(Reason.NOT_FOUND, detail);
    }

    private static Refused badRequest(String detail) {
        return new Refused(Reason.BAD_REQUEST, detail);
    }
}
