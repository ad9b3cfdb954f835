package dev.fairlead.isobuild;

import dev.fairlead.isobuild.Asked.AddrSize;
import dev.fairlead.isobuild.Asked.Artifact;
import dev.fairlead.isobuild.Asked.Base;
import dev.fairlead.isobuild.Asked.Initrd;
import dev.fairlead.isobuild.Asked.Iso;
import dev.fairlead.isobuild.Composition.Composed;
import dev.fairlead.isobuild.Composition.Failed;
import dev.fairlead.isobuild.Shelf.Found;
import dev.fairlead.isobuild.Shelf.NotThere;
import dev.fairlead.isobuild.Shelf.Unknown;
import dev.fairlead.isobuild.image.CustomisationException;
import dev.fairlead.isobuild.store.ImageType;
import dev.fairlead.spi.Body;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.Reason;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Answers requests for images and what is in them. */
record Downloads(Shelf shelf, Compositions compositions, EntityTags tags) {
    Optional<RouteDecision> iso(Iso asked, boolean mayWait) {
        return withImage(
                asked.base(),
                Reason.NOT_FOUND,
                found ->
                        compose(
                                new Wish(
                                        asked.id(),
                                        found.image(),
                                        found.identity(),
                                        Optional.of(asked.base().type()),
                                        Optional.empty(),
                                        asked.credentials()),
                                mayWait,
                                image -> Answers.download(image, isoName(asked), "iso")));
    }

    /** What a client saves it as. */
    private static String isoName(Iso asked) {
        return asked.base().type() == ImageType.DISCONNECTED
                ? "agent-ove." + asked.base().arch() + ".iso"
                : asked.id() + "-discovery.iso";
    }

    Optional<RouteDecision> initrd(Initrd asked, boolean mayWait) {
        return withImage(
                asked.base(),
                Reason.BAD_REQUEST,
                found ->
                        compose(
                                initrd(asked, found),
                                mayWait,
                                image ->
                                        Answers.download(
                                                image, asked.id() + "-initrd.img", "initrd")));
    }

    private static Wish initrd(Initrd asked, Found found) {
        return new Wish(
                asked.id(),
                found.image(),
                found.identity(),
                Optional.empty(),
                found.nmstate(),
                asked.credentials());
    }

    /** Tells an s390x's loader where the initrd goes and how long it is. */
    Optional<RouteDecision> addrSize(AddrSize asked, boolean mayWait) {
        Initrd initrd = new Initrd(asked.id(), asked.base(), asked.credentials());
        return withImage(
                asked.base(),
                Reason.BAD_REQUEST,
                found ->
                        compose(
                                initrd(initrd, found),
                                mayWait,
                                image -> addrSize(asked, found, image)));
    }

    private RouteDecision addrSize(AddrSize asked, Found found, Composed initrd) {
        try {
            Body body = found.image().addressAndSize(initrd.body());
            return Answers.download(
                    new Composed(body, tags.of(found.identity(), body), initrd.lastModified()),
                    asked.id() + "-initrd.addrsize",
                    "addrsize");
        } catch (CustomisationException e) {
            return damaged(String.valueOf(e.getMessage()));
        }
    }

    RouteDecision artifact(Artifact asked) {
        return withImage(
                        asked.base(),
                        Reason.BAD_REQUEST,
                        found -> Optional.of(artifact(asked, found)))
                .orElseThrow();
    }

    private RouteDecision artifact(Artifact asked, Found found) {
        Optional<BootArtifact> artifact = BootArtifact.of(asked);
        if (artifact.isEmpty()) {
            return Answers.reject(
                    Reason.NOT_FOUND,
                    "404 page not found: artifacts are rootfs, kernel and, for s390x, ins-file",
                    "unknown-artifact");
        }
        return artifact.get()
                .in(found.image())
                .<RouteDecision>map(body ->
                        Answers.download(
                                new Composed(
                                        body, tags.of(found.identity(), body), found.modified()),
                                artifact.get().file(),
                                "boot-artifact"))
                .orElseGet(() -> damaged("the image has no " + artifact.get().file()));
    }

    private static RouteDecision damaged(String why) {
        return Answers.failed(new Failed(500, "damaged-image", why, Map.of()));
    }

    /** Clients know what isn't there by different codes for ISOs and for the rest. */
    private Optional<RouteDecision> withImage(
            Base base, Reason unknown, Function<Found, Optional<RouteDecision>> answer) {
        return switch (shelf.find(base)) {
            case Found found -> answer.apply(found);
            case Unknown(String why) ->
                    Optional.of(
                            Answers.reject(
                                    unknown,
                                    (unknown == Reason.NOT_FOUND ? "404 page not found: " : "")
                                            + why,
                                    "unknown-image"));
            case NotThere(Failed failed) -> Optional.of(Answers.failed(failed));
        };
    }

    private Optional<RouteDecision> compose(
            Wish wish, boolean mayWait, Function<Composed, RouteDecision> answer) {
        Optional<Composition> outcome =
                mayWait ? Optional.of(compositions.get(wish)) : compositions.atOnce(wish);
        return outcome.map(made ->
                switch (made) {
                    case Composed composed -> answer.apply(composed);
                    case Failed failed -> Answers.failed(failed);
                });
    }
}
