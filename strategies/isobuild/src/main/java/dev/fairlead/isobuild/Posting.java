package dev.fairlead.isobuild;

import dev.fairlead.isobuild.Asked.Base;
import dev.fairlead.isobuild.Composition.Failed;
import dev.fairlead.isobuild.Shelf.Found;
import dev.fairlead.isobuild.Shelf.NotThere;
import dev.fairlead.isobuild.Shelf.Unknown;
import dev.fairlead.isobuild.assisted.ImageId;
import dev.fairlead.isobuild.image.Customisation;
import dev.fairlead.isobuild.image.CustomisationException;
import dev.fairlead.isobuild.standalone.Order;
import dev.fairlead.isobuild.standalone.OrderException;
import dev.fairlead.isobuild.standalone.OrderReader;
import dev.fairlead.isobuild.standalone.PostedImages;
import dev.fairlead.isobuild.standalone.PostedImages.Full;
import dev.fairlead.isobuild.standalone.PostedImages.Posted;
import dev.fairlead.isobuild.standalone.PostedImages.TooLarge;
import dev.fairlead.isobuild.standalone.StandaloneSettings;
import dev.fairlead.isobuild.store.ImageType;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.Created;
import dev.fairlead.spi.RouteDecision.NoContent;
import dev.fairlead.spi.RouteDecision.Reason;
import dev.fairlead.spi.RouteRequest;
import dev.fairlead.spi.Trace;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.Lock;

/**
 * Takes images that users post, and forgets them when told to.
 *
 * @param turn of one order at a time: to read one takes several times its length of memory
 */
record Posting(
        PostedImages images, StandaloneSettings settings, Shelf shelf, Links links, Lock turn) {
    private static final Set<String> READING = Set.of("GET", "HEAD");

    /** Whether a request is about a posted image itself, and not about what is made of it. */
    boolean wants(Route.Match match, RouteRequest request) {
        return switch (match.route()) {
            case IMAGES -> true;
            case IMAGE -> !READING.contains(request.method()) || request.query().isEmpty();
            default -> false;
        };
    }

    /** Who may not post is heard no further. */
    OptionalLong takesBody(Route.Match match, RouteRequest request) {
        return isPost(match, request) && settings.right().admits(request.fields())
                ? OptionalLong.of(settings.maxRequest())
                : OptionalLong.empty();
    }

    private static boolean isPost(Route.Match match, RouteRequest request) {
        return match.route() == Route.IMAGES && request.method().equals("POST");
    }

    RouteDecision decide(Route.Match match, RouteRequest request) {
        if (match.route() == Route.IMAGES) {
            return isPost(match, request)
                    ? withRight(request, () -> postInTurn(request))
                    : Answers.notAllowed("images are posted here: POST", "POST");
        }
        Optional<ImageId> id = ImageId.parse(match.parts().getFirst());
        if (READING.contains(request.method())) {
            return id.flatMap(images::find).map(this::described).orElseGet(Posting::unknown);
        }
        return request.method().equals("DELETE")
                ? withRight(request, () -> delete(id))
                : Answers.notAllowed("an image is read or deleted", "GET, HEAD, DELETE");
    }

    private interface Answer {
        RouteDecision get();
    }

    private RouteDecision withRight(RouteRequest request, Answer answer) {
        return settings.right().admits(request.fields())
                ? answer.get()
                : new RouteDecision.Reject(
                        Reason.UNAUTHORIZED,
                        "this takes the token of the setting standalone.token, as Authorization:"
                                + " Bearer",
                        Optional.empty(),
                        Map.of(
                                "WWW-Authenticate",
                                "Bearer realm=\"images\"",
                                "Cache-Control",
                                "no-store"),
                        Trace.of("unauthorized"));
    }

    private RouteDecision postInTurn(RouteRequest request) {
        turn.lock();
        try {
            return post(request);
        } finally {
            turn.unlock();
        }
    }

    private RouteDecision post(RouteRequest request) {
        Order order;
        try {
            order = OrderReader.read(request.body());
        } catch (OrderException e) {
            return Answers.reject(Reason.BAD_REQUEST, String.valueOf(e.getMessage()), "bad-order");
        }
        return switch (shelf.find(base(order, ImageType.FULL))) {
            case Found found -> post(order, found);
            case Unknown(String why) -> Answers.reject(Reason.BAD_REQUEST, why, "unknown-image");
            case NotThere(Failed failed) -> Answers.failed(failed);
        };
    }

    /** Each image that its owner is told of is made once, so that what is wrong is told now. */
    private RouteDecision post(Order order, Found full) {
        Customisation asked = order.customisation();
        try {
            full.image().iso(asked);
            full.image().initrd(asked.withoutArguments(), Optional.empty());
            if (shelf.find(base(order, ImageType.MINIMAL)) instanceof Found minimal) {
                minimal.image().iso(asked);
            }
        } catch (CustomisationException e) {
            int status = e.kind() == CustomisationException.Kind.TOO_LARGE ? 413 : 400;
            return failed(status, "customisation", String.valueOf(e.getMessage()), Map.of());
        }
        return switch (images.add(order)) {
            case Posted posted ->
                    new Created(
                            links.of(posted.id()),
                            links.page(posted, hasMinimal(order)),
                            Trace.of("posted"));
            case Full(var time) ->
                    failed(
                            503,
                            "posted-full",
                            "there are as many posted images as there may be: delete some, or wait",
                            Map.of("Retry-After", String.valueOf(Math.max(1, time.toSeconds()))));
            case TooLarge(long limit, long size) ->
                    failed(
                            413,
                            "posted-too-large",
                            "this takes "
                                    + size
                                    + " bytes, and all posted images may have "
                                    + limit,
                            Map.of());
        };
    }

    private static RouteDecision failed(
            int status, String reason, String detail, Map<String, String> fields) {
        return Answers.failed(new Failed(status, reason, detail, fields));
    }

    private boolean hasMinimal(Order order) {
        return !(shelf.find(base(order, ImageType.MINIMAL)) instanceof Unknown);
    }

    private static Base base(Order order, ImageType type) {
        return new Base(order.version(), order.arch(), type);
    }

    private RouteDecision described(Posted posted) {
        return new RouteDecision.Serve(
                links.page(posted, hasMinimal(posted.order())), Trace.of("posted"));
    }

    private RouteDecision delete(Optional<ImageId> id) {
        return id.filter(images::remove).isPresent()
                ? new NoContent(Map.of(), Trace.of("deleted"))
                : unknown();
    }

    private static RouteDecision unknown() {
        return Answers.reject(
                Reason.NOT_FOUND, "no image that was posted here has this id", "unknown-id");
    }
}
