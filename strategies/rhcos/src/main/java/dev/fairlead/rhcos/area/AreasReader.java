package dev.fairlead.rhcos.area;

import dev.fairlead.spi.Secrets;
import dev.fairlead.spi.Settings;
import dev.fairlead.spi.StrategyContext;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Reads {@code areas:} and {@code public:}. */
public final class AreasReader {
    private final List<Area> areas = new ArrayList<>();

    private AreasReader() {}

    public static Areas read(StrategyContext context) {
        Settings settings = context.settings();
        AreasReader reader = new AreasReader();
        settings.list("areas").forEach(area -> reader.add(area, context.secrets()));
        List<String> open = settings.strings("public");
        if (reader.areas.isEmpty() && !open.isEmpty()) {
            throw settings.error("public", "says nothing without areas: everything is public then");
        }
        open.forEach(prefix -> reader.add(settings, "public", prefix, new Area.Everybody()));
        reader.areas.sort(Comparator.comparingInt((Area a) -> a.prefix().length()).reversed());
        return new Areas(List.copyOf(reader.areas), realm(settings, context.mount()));
    }

    private void add(Settings area, Secrets secrets) {
        Supplier<Accounts> accounts = accounts(area, secrets);
        String prefix = area.string("prefix");
        if (!prefix.endsWith("/")) {
            throw area.error("prefix", "'" + prefix + "' is not a path that ends in a slash");
        }
        add(
                area,
                "prefix",
                prefix,
                area.flag("user-per-directory", false)
                        ? new Area.AccountOfDirectory(accounts)
                        : new Area.AnyAccount(accounts));
    }

    private void add(Settings settings, String key, String prefix, Area.Rule rule) {
        if (!prefix.startsWith("/")) {
            throw settings.error(key, "'" + prefix + "' is not a path that begins with a slash");
        }
        if (areas.stream().anyMatch(area -> area.prefix().equals(prefix))) {
            throw settings.error(key, "'" + prefix + "' stands there twice");
        }
        areas.add(new Area(prefix, rule));
    }

    private static Supplier<Accounts> accounts(Settings area, Secrets secrets) {
        String reference = area.string("accounts");
        try {
            return secrets.open(reference, AccountsReader::read);
        } catch (IOException | IllegalArgumentException e) {
            throw area.error("accounts", "'" + reference + "': " + e.getMessage());
        }
    }

    private static String realm(Settings settings, String mount) {
        String realm = settings.string("realm", mount);
        if (!realm.matches("[ -~&&[^\"\\\\]]+")) {
            throw settings.error("realm", "is printable ASCII without quotes and backslashes");
        }
        return realm;
    }
}
