package dev.fairlead.ranges;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the tags of Azure's service tag file.
 *
 * <p>Only {@code AzureCloud} and {@code AzureCloud.<region>} say where a prefix is: they cover the
 * data centres. All other tags only add services; where they list a smaller prefix, it gets the
 * region of the data centre around it.
 *
 * @see <a href="https://learn.microsoft.com/azure/virtual-network/service-tags-overview">Service
 *     tags</a>
 */
final class AzureTags {

    private static final String DATA_CENTRES = "AzureCloud";

    private final JsonReader json;
    private final AzureRegions regions = new AzureRegions();

    AzureTags(JsonReader json) {
        this.json = json;
    }

    void tag() {
        Tag tag = new Tag();
        json.object(member -> {
            switch (member) {
                case "name" -> tag.name = json.string();
                case "properties" -> json.object(property -> property(property, tag));
                default -> json.skip();
            }
        });
        try {
            collect(tag);
        } catch (IllegalArgumentException e) {
            throw json.failure(e);
        }
    }

    private void property(String name, Tag tag) {
        switch (name) {
            case "region" -> tag.region = json.string();
            case "addressPrefixes" -> json.array(() -> tag.prefixes.add(prefix()));
            default -> json.skip();
        }
    }

    private Prefix prefix() {
        String text = json.string();
        try {
            return Prefix.parse(text);
        } catch (IllegalArgumentException e) {
            throw json.failure(e);
        }
    }

    private void collect(Tag tag) {
        String service = Names.checked(tag.service());
        for (Prefix prefix : tag.prefixes) {
            // The tag AzureCloud repeats every prefix without a region, which says nothing.
            if (service.equals(DATA_CENTRES) && !tag.region.isEmpty()) {
                regions.place(prefix, Names.checked(tag.region));
            }
            regions.use(prefix, service);
        }
    }

    Optional<RangeCollector> collected() {
        return regions.collected();
    }

    private static final class Tag {
        private String name = "";
        private String region = "";
        private final List<Prefix> prefixes = new ArrayList<>();

        // Storage.WestUS is Storage in one region; AzureFrontDoor.Backend is a service of its own.
        private String service() {
            int dot = name.lastIndexOf('.');
            boolean regional = dot > 0 && (!region.isEmpty() || name.startsWith(DATA_CENTRES));
            return regional ? name.substring(0, dot) : name;
        }
    }
}
