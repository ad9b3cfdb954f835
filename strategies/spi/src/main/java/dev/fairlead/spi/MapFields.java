package dev.fairlead.spi;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Fields from a map; not a lambda, since {@link HeaderFields#NONE} keeps those out of AOT caches.
 */
record MapFields(Map<String, List<String>> lowerCase) implements HeaderFields {

    @Override
    public List<String> all(String name) {
        return lowerCase.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }
}
