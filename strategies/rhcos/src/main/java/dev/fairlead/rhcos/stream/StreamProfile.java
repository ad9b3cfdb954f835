package dev.fairlead.rhcos.stream;

import dev.fairlead.spi.Settings;
import dev.fairlead.spi.StrategyContext;

import java.util.List;
import java.util.Locale;

/** A mirror that documents are rewritten to, and how it is asked what it has. */
record StreamProfile(Rewriter rewriter, MirrorContents mirror) {

    static StreamProfile read(StrategyContext context, Settings settings) {
        String base = settings.url("base").toString();
        List<String> from = settings.strings("from");
        if (from.isEmpty()) {
            throw settings.error("from", "names no prefix of locations that the mirror copies");
        }
        for (String prefix : from) {
            if (!prefix.matches("https?://[^/]+/.*")) {
                throw settings.error(
                        "from", "'" + prefix + "' is not a URL such as https://a.example/art/");
            }
        }
        String absent = settings.oneOf("absent", List.of("leave", "drop"), "leave");
        Rewriter rewriter =
                new Rewriter(from, base, Rewriter.Absent.valueOf(absent.toUpperCase(Locale.ROOT)));
        return new StreamProfile(
                rewriter, new MirrorContents(context.upstreams(), context.threads()));
    }
}
