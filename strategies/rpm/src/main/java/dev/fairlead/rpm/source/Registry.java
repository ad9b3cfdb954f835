package dev.fairlead.rpm.source;

import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Doubt;
import dev.fairlead.spi.StrategyContext;
import dev.fairlead.spi.Upstream;
import dev.fairlead.spi.Upstream.Reply.Answered;
import dev.fairlead.spi.Upstream.Reply.Unanswered;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry, asked as somebody without an account: many want a token even for what everybody may
 * read. What needs more than that stays 401, so that nobody's private image is kept or served.
 *
 * @param allowed the repositories that a token is fetched for
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">Distribution: token
 *     authentication</a>
 */
public record Registry(Upstream upstream, Tokens tokens, Predicate<String> allowed)
        implements Upstream {
    private static final Pattern CONTENT =
            Pattern.compile("/([a-z0-9/._-]+)/(?:blobs|manifests)/[^/]+");

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public static Registry create(
            StrategyContext context, Upstream upstream, Predicate<String> allowed) {
        return new Registry(
                upstream, new Tokens(TokenService.create(context), context.clock()), allowed);
    }

    @Override
    public Reply head(Call call) {
        return ask(upstream::head, call);
    }

    @Override
    public Reply get(Call call) {
        return ask(upstream::get, call);
    }

    private Reply ask(Function<Call, Reply> method, Call call) {
        Matcher content = CONTENT.matcher(call.target());
        return content.matches() && allowed.test(content.group(1))
                ? ask(method, call, content.group(1))
                : method.apply(call);
    }

    private Reply ask(Function<Call, Reply> method, Call call, String repository) {
        Optional<String> remembered = tokens.remembered(repository);
        if (remembered.isPresent()) {
            return asAnybody(method.apply(with(call, remembered.get())));
        }
        Reply reply = method.apply(call);
        return reply instanceof Answered answer && answer.status() == 401
                ? token(answer, call, repository)
                        .map(token -> askAgain(answer, method, with(call, token)))
                        .orElse(answer)
                : reply;
    }

    /** The registry is asked once more afterwards, so this may not take all the time. */
    private Optional<String> token(Answered answer, Call call, String repository) {
        Duration half = call.deadline().remaining().dividedBy(2);
        Deadline deadline = Deadline.in(half.compareTo(PATIENCE) < 0 ? half : PATIENCE);
        return Challenge.in(answer.fields())
                .flatMap(challenge -> tokens.fetch(repository, challenge, deadline));
    }

    private static Reply askAgain(Answered first, Function<Call, Reply> method, Call call) {
        try (first) {
            return asAnybody(method.apply(call));
        } catch (IOException _) { // only closing throws; the connection is gone then
            return new Unanswered(Doubt.NETWORK);
        }
    }

    /** What an anonymous token doesn't open may be open to the client: as 401 says it. */
    private static Reply asAnybody(Reply reply) {
        return reply instanceof Answered answer && answer.status() == 403
                ? new Answered(401, answer.fields(), answer.body())
                : reply;
    }

    private static Call with(Call call, String token) {
        Map<String, String> fields = new HashMap<>(call.fields());
        fields.put("Authorization", "Bearer " + token);
        return new Call(call.target(), fields, call.deadline());
    }
}
